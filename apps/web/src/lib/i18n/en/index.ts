import { chat } from './chat';
import { general } from './general';
import { judgement } from './judgement';
import { shell } from './shell';

export const en = { ...general, ...shell, ...chat, ...judgement };
