import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';
import { availableOf } from './available-memory.js';
import { DiskUses } from './disk-use.js';
import { folderSize } from './folder-size.js';

let app: TestApp;
let dir: string;

beforeAll(async () => {
  app = await testApp();
  dir = await mkdtemp(path.join(tmpdir(), 'llamune-system-'));
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(dir, { recursive: true });
});

/** A new folder with files of that many bytes each. */
const aFolder = async (name: string, files: number, bytes: number) => {
  const folder = path.join(dir, name);
  await mkdir(folder, { recursive: true });
  for (let n = 0; n < files; n++) await writeFile(path.join(folder, `${n}`), Buffer.alloc(bytes, 1));
  return folder;
};
const unbounded = { except: [], mostEntries: Infinity, deadlineMs: Infinity };

test('an admin sees the machine, the database and what models run on', async () => {
  const [admin, evaluator] = await Promise.all([app.signUp('admin'), app.signUp('evaluator')]);
  const { poc, model } = await addSamples(app);
  const { session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  await evaluator.call.chat.send({ session_id, question: '質問' });
  const status = (await admin.request('GET', '/system')).json<Awaited<ReturnType<typeof admin.call.system.status>>>();
  expect(status).toMatchObject({ version: '0.0.0-test', node_version: process.versions.node, platform: `${process.platform}-${process.arch}` });
  expect(status.database).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+/) as string, is_embedded: true, users: 2, sessions: 1, logs: 1, last_migration: expect.stringMatching(/\d{13}$/) as string });
  const { bytes, connections, max_connections, round_trip_ms } = status.database;
  expect(bytes).toBeGreaterThan(1_000_000);
  expect(connections).toBeGreaterThanOrEqual(1);
  expect(connections).toBeLessThan(max_connections);
  expect(round_trip_ms).toBeGreaterThan(0);
  const { total_bytes, available_bytes, server_bytes } = status.memory;
  expect(total_bytes).toBeGreaterThan(available_bytes);
  expect(server_bytes).toBeGreaterThan(10_000_000);
  expect(status.disks.models).toMatchObject({ path: app.modelsDir, used_bytes: expect.any(Number) as number });
  expect(status.disks.data.total_bytes).toBeGreaterThan(status.disks.data.free_bytes);
  expect(status.inference).toEqual({ node_llama_cpp: expect.stringMatching(/^\d+\.\d+\.\d+/) as string, llama_cpp: expect.stringMatching(/\d/) as string });
  await expect(evaluator.call.system.status({})).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a folder takes what its files take on the disk, links not followed', async () => {
  const folder = await aFolder('sizes', 3, 100_000);
  await aFolder('sizes/deeper/deepest', 2, 100_000);
  await symlink('/', path.join(folder, 'link'));
  const bytes = await folderSize(folder, unbounded);
  expect(bytes).toBeGreaterThanOrEqual(500_000);
  expect(bytes).toBeLessThan(700_000);
  expect(await folderSize(folder, { ...unbounded, except: [path.join(folder, 'deeper')] })).toBeLessThan(bytes! - 190_000);
  expect(await folderSize(path.join(dir, 'not there'), unbounded)).toBe(0);
});

test('what is too much to be counted is said to be so', async () => {
  const folder = await aFolder('many', 100, 1);
  expect(await folderSize(folder, { ...unbounded, mostEntries: 99 })).toBeNull();
  expect(await folderSize(folder, { ...unbounded, mostEntries: 100 })).toBeGreaterThan(0);
  expect(await folderSize(folder, { ...unbounded, deadlineMs: 0 })).toBeNull();
});

test('a folder is counted once a minute, and the models once, even inside the data', async () => {
  const data = await aFolder('data', 1, 100_000);
  const models = await aFolder('data/models', 1, 300_000);
  const disks = new DiskUses(data, models);
  const before = await disks.read();
  expect(before.data.usedBytes).toBeLessThan(250_000);
  expect(before.models.usedBytes).toBeGreaterThanOrEqual(300_000);
  await writeFile(path.join(models, 'more'), Buffer.alloc(1_000_000, 1));
  expect((await disks.read()).models.usedBytes).toBe(before.models.usedBytes);
  await rm(models, { recursive: true });
  expect(await new DiskUses(data, models).read()).toMatchObject({ models: { path: models, usedBytes: 0, totalBytes: before.data.totalBytes } });
});

test('on macOS what the system would give back counts as available', () => {
  const vmStat = `Mach Virtual Memory Statistics: (page size of 16384 bytes)
Pages free:                                5018.
Pages active:                            231211.
Pages inactive:                          228310.
Pages speculative:                         2055.
Pages throttled:                              0.
Pages wired down:                        140014.
Pages purgeable:                           7220.
"Translation faults":                 912345678.`;
  expect(availableOf(vmStat)).toBe((5018 + 228_310 + 2055) * 16_384);
  expect(availableOf('')).toBeNull();
});
