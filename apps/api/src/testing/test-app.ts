import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Role } from '@llamune/contracts';
import { ApiKey, createDataSource, holdServerLock, User } from '@llamune/db';
import { createTestDatabase, type TestDatabase } from '@llamune/db/testing';
import { createScriptedEngine, type ScriptedEngine } from '@llamune/llm/scripted';
import type { InjectOptions } from 'fastify';
import { buildApp } from '../app.js';
import { hashOf, newApiKey, prefixOf } from '../authenticate.js';
import { Answers } from '../features/chat/answers.js';
import { hearStops } from '../features/chat/stop-answer.js';
import { Downloads } from '../features/downloads/downloads.js';
import { CorrectionDrafts } from '../features/logs/draft-correction.js';
import { Runs } from '../features/runs/runs.js';
import { DiskUses } from '../features/system/disk-use.js';
import type { ModelServers } from '../model-source.js';
import { ModelsFolder } from '../models-folder.js';
import { appRouter } from '../router.js';
import { createCallerFactory, type Services } from '../trpc.js';

const silent = { warn: () => {}, error: () => {} };

const noServers: ModelServers = { defaultUrl: undefined, keys: new Map() };
interface TestAppOptions {
  registrationOpen?: boolean;
  answerTimeoutMs?: number;
  modelServers?: ModelServers;
  engine?: ScriptedEngine;
  /** Nobody listens at the default: no test leaves this machine by mistake. */
  huggingFace?: { endpoint: string; token?: string };
  /** Another server, to be closed after this one, whose database and models folder this one shares. */
  beside?: { database: TestDatabase; modelsDir: string };
}

/** The whole server on a database of its own, with a scripted engine: `await using app = await testApp()`. */
export const testApp = async ({ registrationOpen = true, answerTimeoutMs = 20_000, modelServers = noServers, engine = createScriptedEngine(), huggingFace = { endpoint: 'http://127.0.0.1:9' }, beside }: TestAppOptions = {}) => {
  const database = beside?.database ?? (await createTestDatabase());
  const db = beside ? await createDataSource({ url: database.url }).initialize() : database.dataSource;
  const server = await holdServerLock(database.url, { exclusive: false, log: () => {} });
  const modelsDir = beside?.modelsDir ?? (await mkdtemp(path.join(tmpdir(), 'llamune-models-')));
  const modelsFolder = new ModelsFolder(modelsDir);
  const answers = new Answers({ db, engine, modelsFolder, modelServers, serverId: server.serverId, timeoutMs: answerTimeoutMs, log: silent });
  await hearStops(server, answers);
  const downloads = new Downloads({ modelsFolder, engine, huggingFace, log: silent, idleMs: 1000, retryMs: 5 });
  const correctionDrafts = new CorrectionDrafts({ engine, modelsFolder, modelServers, timeoutMs: answerTimeoutMs, log: silent });
  const runs = new Runs({ db, engine, modelsFolder, modelServers, serverId: server.serverId, timeoutMs: answerTimeoutMs, metrics: answers.metrics, log: silent, lookEveryMs: 50, retryMs: 5 });
  runs.start();
  const facts = { startedAt: new Date(), databaseIsEmbedded: true, disks: new DiskUses(modelsDir, modelsDir) };
  const services: Services = { db, engine, answers, modelsFolder, modelServers, downloads, correctionDrafts, runs, registrationOpen, version: '0.0.0-test', facts };
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
    database,
    db,
    server,
    services,
    modelsDir,
    signUp,
    [Symbol.asyncDispose]: async () => {
      await runs.close();
      await answers.close();
      await downloads.close();
      await app.close();
      await engine.close();
      await server.release();
      await db.destroy();
      if (beside) return;
      await database[Symbol.asyncDispose]();
      await rm(modelsDir, { recursive: true, force: true });
    },
  };
};
export type TestApp = Awaited<ReturnType<typeof testApp>>;
