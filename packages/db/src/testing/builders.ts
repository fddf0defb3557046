import { createHash, randomBytes } from 'node:crypto';
import type { DataSource, EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { ApiKey, ConversationLog, Model, Poc, Session, User } from '../entities/index.js';

type Store = DataSource | EntityManager;

const unique = (): string => randomBytes(4).toString('hex');

async function insert<T extends { id: number }>(store: Store, entity: new () => T, values: Partial<NoInfer<T>>): Promise<T> {
  const repository = store.getRepository(entity);
  const { identifiers } = await repository.insert(values as QueryDeepPartialEntity<T>);
  // Read again, with the defaults of the database.
  return await repository.findOneByOrFail({ id: identifiers[0]?.['id'] });
}

export async function aUser(store: Store, values: Partial<User> = {}): Promise<User> {
  return await insert(store, User, { username: `user-${unique()}`, ...values });
}

/** Of a new user unless `userId` is given. `key` is what the row keeps only the hash of. */
export async function anApiKey(store: Store, values: Partial<ApiKey> & { key?: string } = {}): Promise<{ key: string; row: ApiKey }> {
  const { key = `llm_${randomBytes(32).toString('base64url')}`, ...given } = values;
  const userId = given.userId ?? (await aUser(store)).id;
  const row = await insert(store, ApiKey, {
    name: 'test',
    keyHash: createHash('sha256').update(key).digest('hex'),
    prefix: key.slice(0, 8),
    ...given,
    userId,
  });
  return { key, row };
}

export async function aPoc(store: Store, values: Partial<Poc> = {}): Promise<Poc> {
  return await insert(store, Poc, { name: '会計システム向けPoC', domain: '会計', ...values });
}

export async function aModel(store: Store, values: Partial<Model> = {}): Promise<Model> {
  return await insert(store, Model, { modelName: `model-${unique()}`, version: 1, baseModel: 'qwen2.5', ...values });
}

/** With a new user, PoC and model where none is given. */
export async function aSession(store: Store, values: Partial<Session> = {}): Promise<Session> {
  const userId = values.userId ?? (await aUser(store)).id;
  const pocId = values.pocId ?? (await aPoc(store)).id;
  const modelId = values.modelId ?? (await aModel(store)).id;
  return await insert(store, Session, { systemPrompt: 'あなたは会計の専門家です。', ...values, userId, pocId, modelId });
}

/** Answered and not judged; in a new session unless `sessionId` is given. Owner, PoC and model are the session's. */
export async function aLog(store: Store, values: Partial<ConversationLog> = {}): Promise<ConversationLog> {
  const sessionId = values.sessionId ?? (await aSession(store)).id;
  const { userId, pocId, modelId, systemPrompt } = await store.getRepository(Session).findOneByOrFail({ id: sessionId });
  const { modelName, version, adapter } = await store.getRepository(Model).findOneByOrFail({ id: modelId });
  return await insert(store, ConversationLog, {
    userId,
    pocId,
    modelId,
    systemPrompt,
    modelName,
    modelVersion: version,
    adapter,
    question: '減価償却とは何ですか？',
    answer: '資産の取得原価を使用期間に配分する手続きです。',
    finishReason: 'stop',
    ...values,
    sessionId,
  });
}
