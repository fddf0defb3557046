import { ApiKey } from './api-key.js';
import { ConversationLog } from './conversation-log.js';
import { LogChange } from './log-change.js';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { Session } from './session.js';
import { User } from './user.js';

export const entities = [User, ApiKey, Poc, Model, Session, ConversationLog, LogChange];
export { ApiKey, ConversationLog, LogChange, Model, Poc, Session, User };
export type { Judgement } from './log-change.js';
