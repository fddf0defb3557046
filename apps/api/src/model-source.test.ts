import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serverUrlProblem, sourceOfModel, type ModelPlace, type ModelServers } from './model-source.js';
import { ModelsFolder } from './models-folder.js';

let modelsFolder: ModelsFolder;
beforeAll(async () => {
  modelsFolder = new ModelsFolder(await mkdtemp(path.join(tmpdir(), 'llamune-models-')));
  for (const name of ['m.gguf', 'a.gguf', 's-00001-of-00002.gguf', 's-00002-of-00002.gguf', 'half-00001-of-00002.gguf', 'x.gguf.part', '.y.gguf.part.json']) await writeFile(path.join(modelsFolder.dir, name), '1234');
  await mkdir(path.join(modelsFolder.dir, 'sub'));
  await writeFile(path.join(modelsFolder.dir, 'out-00001-of-00002.gguf'), 'x');
  await symlink('/etc/hostname', path.join(modelsFolder.dir, 'out-00002-of-00002.gguf'));
});
afterAll(async () => rm(modelsFolder.dir, { recursive: true }));

const row = (place: Partial<ModelPlace>): ModelPlace => ({ modelName: 'mlx-community/Qwen2.5-14B-Instruct-4bit', file: null, adapter: null, serverUrl: null, servedModel: null, apiKeyEnv: null, ...place });
const keys = new Map([
  ['LLM_SERVER_KEY', 'default-key'],
  ['LLM_KEY_A', 'a-key'],
]);
const none: ModelServers = { defaultUrl: undefined, keys };
const some: ModelServers = { defaultUrl: 'http://127.0.0.1:8080/v1/', keys };
const sourceOf = (place: Partial<ModelPlace>, modelServers = none) => sourceOfModel({ modelsFolder, modelServers }, row(place));

test('a file is a file, whatever servers there are', async () => {
  const file = path.join(modelsFolder.dir, 'm.gguf');
  expect(await sourceOf({ file: 'm.gguf' }, some)).toEqual({ file });
  expect(await sourceOf({ file: 'm.gguf', adapter: 'a.gguf', serverUrl: 'http://h/v1' })).toEqual({ file, adapter: path.join(modelsFolder.dir, 'a.gguf') });
  expect(await sourceOf({ file: 'gone.gguf' }, some)).toEqual({ missing: 'gone.gguf' });
  expect(await sourceOf({ file: 'm.gguf', adapter: 'gone.gguf' })).toEqual({ missing: 'gone.gguf' });
});

test('a split model is there when all its parts are, and no part leads out of the folder', async () => {
  expect(await sourceOf({ file: 's-00001-of-00002.gguf' })).toEqual({ file: path.join(modelsFolder.dir, 's-00001-of-00002.gguf') });
  expect(await sourceOf({ file: 'half-00001-of-00002.gguf' })).toEqual({ missing: 'half-00001-of-00002.gguf' });
  await expect(sourceOf({ file: 'out-00001-of-00002.gguf' })).rejects.toMatchObject({ kind: 'invalid' });
});

test('the list of the folder has each model once, and nothing that is not complete', async () => {
  expect(await modelsFolder.list()).toEqual([
    { file: 'a.gguf', bytes: 4 },
    { file: 'half-00001-of-00002.gguf', bytes: 4 },
    { file: 'm.gguf', bytes: 4 },
    { file: 'out-00001-of-00002.gguf', bytes: 1 },
    { file: 's-00001-of-00002.gguf', bytes: 8 },
  ]);
});

test('a server by its address, with the name and the key that the row gives', async () => {
  expect(await sourceOf({ serverUrl: 'http://h:1/v1/' }, some)).toEqual({ baseUrl: 'http://h:1/v1', model: 'mlx-community/Qwen2.5-14B-Instruct-4bit' });
  expect(await sourceOf({ serverUrl: 'http://h:1/v1', servedModel: 'm', adapter: '/adapters/1', apiKeyEnv: 'LLM_KEY_A' })).toEqual({ baseUrl: 'http://h:1/v1', model: 'm', adapter: '/adapters/1', apiKey: 'a-key' });
});

test('the row of the README runs on the server of LLM_SERVER_URL', async () => {
  expect(await sourceOf({}, some)).toEqual({ baseUrl: 'http://127.0.0.1:8080/v1', model: 'mlx-community/Qwen2.5-14B-Instruct-4bit', apiKey: 'default-key' });
  expect(await sourceOf({}, none)).toEqual({ missing: null });
});

test.each(['LLM_KEY_B', 'LLM_SERVER_KEY', 'ADMIN_API_KEY', 'DATABASE_URL', 'PATH'])('a row by psql cannot send %s to its server', async (apiKeyEnv) => {
  await expect(sourceOf({ serverUrl: 'http://h/v1', apiKeyEnv })).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining(`${apiKeyEnv}, which holds the key`) });
});

test.each(['file:///etc/passwd', 'ftp://h/v1', 'h:80', 'http://user:secret@h/v1', 'http://h/v1?key=secret', 'http://h/v1#x'])('%s is no address of a model server', async (serverUrl) => {
  expect(serverUrlProblem(serverUrl)).toMatch(/must/);
  await expect(sourceOf({ serverUrl })).rejects.toMatchObject({ kind: 'invalid', message: expect.not.stringContaining('secret') });
});
