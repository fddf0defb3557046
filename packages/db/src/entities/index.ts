import { ApiKey } from './api-key.js';
import { ConversationLog } from './conversation-log.js';
import { HeldOutQuestion } from './held-out-question.js';
import { LogChange } from './log-change.js';
import { LogText } from './log-text.js';
import { Model } from './model.js';
import { Poc } from './poc.js';
import { PocPrompt } from './poc-prompt.js';
import { SavedView } from './saved-view.js';
import { Session } from './session.js';
import { SigningKey } from './signing-key.js';
import { SnapshotClaim } from './snapshot-claim.js';
import { SnapshotExample } from './snapshot-example.js';
import { Snapshot } from './snapshot.js';
import { User } from './user.js';

export const entities = [User, ApiKey, Poc, PocPrompt, Model, Session, ConversationLog, LogChange, LogText, SavedView, Snapshot, SnapshotExample, SnapshotClaim, HeldOutQuestion, SigningKey];
export { ApiKey, ConversationLog, HeldOutQuestion, LogChange, LogText, Model, Poc, PocPrompt, SavedView, Session, SigningKey, Snapshot, SnapshotClaim, SnapshotExample, User };
export type { Judgement } from './log-change.js';
