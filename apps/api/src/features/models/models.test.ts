import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let admin: Awaited<ReturnType<TestApp['signUp']>>;

beforeAll(async () => {
  app = await testApp();
  admin = await app.signUp('admin');
  await mkdir(path.join(app.modelsDir, 'sub'));
  await writeFile(path.join(app.modelsDir, 'sub/a.gguf'), 'x');
  await symlink('/etc/hostname', path.join(app.modelsDir, 'link.gguf'));
});
afterAll(async () => app[Symbol.asyncDispose]());

test('versions count by themselves, also for two who register at once', async () => {
  const create = () => admin.call.models.create({ model_name: 'm', file: 'sub/a.gguf' });
  const versions = (await Promise.all([create(), create(), create()])).map(({ version }) => version);
  expect(versions.toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
  await expect(admin.call.models.create({ model_name: 'm', version: 2 })).rejects.toMatchObject({ code: 'CONFLICT' });
});

test.each(['../outside.gguf', '/etc/passwd', 'link.gguf', 'sub/../../x.gguf'])('a file outside the models folder is refused: %s', async (file) => {
  await expect(admin.call.models.create({ model_name: 'outside', file })).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('models folder') });
});

test('a file that is not there is refused when it is registered, and shown as missing when it goes away', async () => {
  await expect(admin.call.models.create({ model_name: 'gone', file: 'gone.gguf' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  await app.db.query("INSERT INTO models (model_name, version, file) VALUES ('by-psql', 1, 'gone.gguf'), ('outside', 1, '../../etc/passwd')");
  await app.db.query("INSERT INTO models (model_name, version, base_model, description) VALUES ('mlx-community/Qwen2.5-14B-Instruct-4bit', 1, 'qwen2.5', 'ベースモデル（未訓練）')");
  const states = Object.fromEntries((await admin.call.models.list({})).map(({ model_name, state }) => [model_name, state]));
  expect(states).toMatchObject({ 'by-psql': 'missing', outside: 'failed', 'mlx-community/Qwen2.5-14B-Instruct-4bit': 'no_file' });
});

test('the files of the folder say which models use them', async () => {
  expect(await admin.call.models.files({})).toMatchObject([{ file: 'sub/a.gguf', bytes: 1, model_ids: expect.arrayContaining([expect.any(Number)]) }]);
});

test('a model is loaded and unloaded', async () => {
  const { id } = await admin.call.models.create({ model_name: 'loadable', file: 'sub/a.gguf' });
  expect(await admin.call.models.load({ model_id: id })).toMatchObject({ state: 'ready' });
  expect(await admin.call.models.unload({ model_id: id })).toMatchObject({ state: 'not_loaded' });
});

test('what is made of the demo model is labelled as a demo too', async () => {
  await app.db.query("UPDATE models SET is_demo = true WHERE model_name = 'loadable'");
  const [demo] = (await admin.call.models.list({})).filter(({ is_demo }) => is_demo);
  expect(await admin.call.models.create({ model_name: 'child', parent_id: demo!.id })).toMatchObject({ is_demo: true });
  expect(await admin.call.models.create({ model_name: 'copy', file: 'sub/a.gguf' })).toMatchObject({ is_demo: true });
});
