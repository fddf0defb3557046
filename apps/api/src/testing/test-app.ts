import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Role } from '@llamune/contracts';
import { ApiKey, User } from '@llamune/db';
import { createTestDatabase } from '@llamune/db/testing';
import { createScriptedEngine } from '@llamune/llm/scripted';
import type { InjectOptions } from 'fastify';
import { buildApp } from '../app.js';
import { hashOf, newApiKey, prefixOf } from '../authenticate.js';
import { Answers } from '../features/chat/answers.js';
import { ModelsFolder } from '../models-folder.js';
import { appRouter } from '../router.js';
import { createCallerFactory, type Services } from '../trpc.js';

const silent = { warn: () => {}, error: () => {} };

/** The whole server on a database of its own, with a scripted engine: `await using app = await testApp()`. */
export const testApp = async ({ registrationOpen = true, answerTimeoutMs = 20_000 } = {}) => {
  const database = await createTestDatabase();
  const db = database.dataSource;
  const modelsDir = await mkdtemp(path.join(tmpdir(), 'llamune-models-'));
  const engine = createScriptedEngine();
  const modelsFolder = new ModelsFolder(modelsDir);
  const answers = new Answers({ db, engine, modelsFolder, timeoutMs: answerTimeoutMs, log: silent });
  const services: Services = { db, engine, answers, modelsFolder, registrationOpen, version: '0.0.0-test' };
  const app = await buildApp({ services, corsOrigins: 'loopback' });

  /** A user of that role, with ways to call as this user. */
  const signUp = async (role: Role, username = `${role}-${Math.random().toString(36).slice(2, 8)}`) => {
    const apiKey = newApiKey();
    const user = await db.manager.save(db.manager.create(User, { username, role }));
    const { identifiers } = await db.manager.insert(ApiKey, { userId: user.id, name: 'test', keyHash: hashOf(apiKey), prefix: prefixOf(apiKey) });
    const caller = { id: user.id, username, role, keyId: identifiers[0]!['id'] as number };
    return {
      user,
      apiKey,
      /** The procedures themselves. */
      call: createCallerFactory(appRouter)({ ...services, authenticate: async () => caller, limitRegistrations: async () => {} }),
      /** The same by REST. */
      request: (method: InjectOptions['method'], url: string, payload?: object | string, headers: Record<string, string> = {}) =>
        app.inject({ method: method!, url, headers: { 'x-api-key': apiKey, ...(payload !== undefined && { 'content-type': 'application/json' }), ...headers }, ...(payload !== undefined && { payload }) }),
    };
  };

  return {
    app,
    db,
    services,
    modelsDir,
    signUp,
    [Symbol.asyncDispose]: async () => {
      await answers.close();
      await app.close();
      await engine.close();
      await database[Symbol.asyncDispose]();
      await rm(modelsDir, { recursive: true, force: true });
    },
  };
};
export type TestApp = Awaited<ReturnType<typeof testApp>>;
