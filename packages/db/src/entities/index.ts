import { ApiKey } from './api-key.js';
import { ConversationLog } from './conversation-log.js';
import { LogChange } from './log-change.js';
import { LogText } from './log-text.js';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { PocPrompt } from './poc-prompt.js';
import { SavedView } from './saved-view.js';
import { Session } from './session.js';
import { User } from './user.js';

export const entities = [User, ApiKey, Poc, PocPrompt, Model, Session, ConversationLog, LogChange, LogText, SavedView];
export { ApiKey, ConversationLog, LogChange, LogText, Model, Poc, PocPrompt, SavedView, Session, User };
export type { Judgement } from './log-change.js';
