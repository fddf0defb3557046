import { chat } from './chat';
import { general } from './general';
import { judgement } from './judgement';
import { shell } from './shell';

/** What is there from the start; the other parts come with the pages that need them. */
export const ja = { ...general, ...shell, ...chat, ...judgement };
