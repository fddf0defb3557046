import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TrainingResult } from '@llamune/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let learner: Awaited<ReturnType<TestApp['signUp']>>;
let evaluator: typeof learner;
let snapshotId: number;
let modelId: number;
/** What arrived on the other machine. */
let taken: string;
/** What goes into the archive that comes back. */
let stick: string;

const weights = Buffer.alloc(700_000, 'weights');
const log = '第1段階 loss 0.5\n終わり';
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  app = await testApp();
  const { poc, model } = await addSamples(app);
  modelId = model.id;
  [learner, evaluator] = [await app.signUp('learner'), await app.signUp('evaluator')];
  const { session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: model.id });
  await addLogs(app, session_id, [{ question: '売掛金とは？', evaluation: 3, correctAnswer: '正しい。👩‍👩‍👧‍👦' }, { question: '減価償却とは？', answer: '良い。', evaluation: 1 }]);
  snapshotId = (await learner.call.snapshots.create({ poc_id: poc.id, valid_percent: 0 })).id;
  taken = await mkdtemp(path.join(tmpdir(), 'llamune-taken-'));
  const archive = path.join(taken, 'archive.tar');
  await writeFile(archive, (await learner.request('GET', `/snapshots/${snapshotId}/archive?parent_id=${model.id}`)).body);
  execFileSync('tar', ['-xf', archive, '-C', taken]);
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
  await rm(taken, { recursive: true });
});

beforeEach(async () => {
  stick = await mkdtemp(path.join(tmpdir(), 'llamune-stick-'));
  for (const name of ['manifest.json', 'manifest.sig']) await copyFile(path.join(taken, name), path.join(stick, name));
  await writeFile(path.join(stick, 'training.log'), log);
  await writeFile(path.join(stick, 'weights.gguf'), weights);
  await writeResult({});
  return () => rm(stick, { recursive: true });
});

const entry = (name: string, role: 'weights' | 'log', content: Buffer | string) => ({ name, role, bytes: Buffer.byteLength(content), sha256: sha256(content) });
const writeResult = async (change: Partial<TrainingResult>) => {
  const result: TrainingResult = {
    kind: 'llamune_poc/training-result',
    format_version: 1,
    manifest_sha256: sha256(await readFile(path.join(taken, 'manifest.json'))),
    trained_at: '2026-11-29T10:00:00Z',
    metrics: { train_loss: 0.5 },
    files: [entry('training.log', 'log', log), entry('weights.gguf', 'weights', weights)],
    ...change,
  };
  await writeFile(path.join(stick, 'result.json'), JSON.stringify(result));
};
const inOrder = ['manifest.json', 'manifest.sig', 'result.json', 'training.log', 'weights.gguf'];
const pack = (names = inOrder, format = 'ustar') => execFileSync('tar', ['-cf', path.join(app.modelsDir, 'result.tar'), `--format=${format}`, '-C', stick, ...names]);
const receive = () => learner.call.models.receive({ file: 'result.tar' });
/** Nothing was registered, nothing of it lies around. */
const expectNothing = async () => {
  expect(await learner.call.models.list({})).toHaveLength(1);
  expect(await readdir(path.join(app.modelsDir, 'results')).catch(() => [])).toEqual([]);
};

describe('an archive that goes out', () => {
  test('is a tar whose files are what its manifest says', async () => {
    const manifest = JSON.parse(await readFile(path.join(taken, 'manifest.json'), 'utf8')) as { files: { name: string; bytes: number; records: number; sha256: string }[] };
    expect(manifest).toMatchObject({
      snapshot_id: snapshotId,
      counts: { examples: 2, corrections: 1 },
      log_ids: [1, 2],
      system_prompts: [{ examples: 2 }],
      parent: { model_id: modelId, model_name: 'sample', version: 1, file: 'sample.gguf' },
    });
    expect(manifest.files.map(({ name, records }) => [name, records])).toEqual([['train.jsonl', 2], ['valid.jsonl', 0], ['test.jsonl', 0], ['examples.jsonl', 2]]);
    for (const { name, bytes, sha256: hash } of manifest.files) {
      const content = await readFile(path.join(taken, name));
      expect([name, content.length, sha256(content)]).toEqual([name, bytes, hash]);
    }
    const { content_sha256 } = await learner.call.snapshots.get({ snapshot_id: snapshotId });
    expect(sha256(await readFile(path.join(taken, 'examples.jsonl')))).toBe(content_sha256);
  });

  test('has a signature that openssl finds good, by the key that is shown', async () => {
    const { public_key, fingerprint } = await evaluator.call.snapshots.signingKey({});
    expect(await readFile(path.join(taken, 'public-key.pem'), 'utf8')).toBe(public_key);
    expect(await readFile(path.join(taken, 'README.txt'), 'utf8')).toContain(fingerprint);
    execFileSync('openssl', ['base64', '-d', '-A', '-in', 'manifest.sig', '-out', 'manifest.sig.bin'], { cwd: taken });
    const said = execFileSync('openssl', ['pkeyutl', '-verify', '-pubin', '-inkey', 'public-key.pem', '-rawin', '-in', 'manifest.json', '-sigfile', 'manifest.sig.bin'], { cwd: taken });
    expect(said.toString()).toContain('Verified Successfully');
  });

  test('is the same byte for byte, also by the typed client, and in each format', async () => {
    for (const format of ['chat', 'alpaca'] as const) {
      const { body, headers } = await learner.request('GET', `/snapshots/${snapshotId}/archive?parent_id=${modelId}&format=${format}`);
      expect(headers['content-type']).toMatch('application/x-tar');
      let streamed = '';
      for await (const part of await learner.call.snapshots.archive({ snapshot_id: snapshotId, parent_id: modelId, format })) streamed += part;
      expect(streamed).toBe(body);
    }
    expect(await learner.call.snapshots.manifest({ snapshot_id: snapshotId, format: 'alpaca' })).toMatchObject({ parent: null, files: [{ name: 'train.alpaca.json', records: 2 }, { records: 0 }, { records: 0 }, { name: 'examples.jsonl' }] });
  });

  test('is for learners and admins, and needs a parent that is there', async () => {
    expect((await evaluator.request('GET', `/snapshots/${snapshotId}/archive?parent_id=${modelId}`)).statusCode).toBe(403);
    expect((await learner.request('GET', `/snapshots/${snapshotId}/archive?parent_id=999`)).statusCode).toBe(404);
    expect((await learner.request('GET', `/snapshots/999/archive?parent_id=${modelId}`)).statusCode).toBe(404);
  });
});

describe('an archive that comes back is refused, and nothing of it stays,', () => {
  const change = async (name: string, edit: (text: string) => string) => writeFile(path.join(stick, name), edit(await readFile(path.join(stick, name), 'utf8')));
  test.each<[string, () => Promise<unknown>, RegExp]>([
    ['with a manifest that was changed', async () => (await change('manifest.json', (text) => text.replace('"examples": 2', '"examples": 3')), pack()), /manifest\.json is unknown here/],
    ['with the signature of somebody else', async () => (await change('manifest.sig', () => Buffer.alloc(64, 7).toString('base64')), pack()), /manifest\.json is unknown here/],
    ['with the result of another manifest', async () => (await writeResult({ manifest_sha256: sha256('other') }), pack()), /belongs to another manifest/],
    ['with weights of which a byte is another', async () => (await writeFile(path.join(stick, 'weights.gguf'), Buffer.concat([weights.subarray(1), Buffer.from('x')])), pack()), /SHA-256 of weights\.gguf/],
    ['with weights that are shorter', async () => (await writeFile(path.join(stick, 'weights.gguf'), weights.subarray(1)), pack()), /has 699999 bytes, not 700000/],
    ['without its weights', async () => pack(inOrder.slice(0, -1)), /weights\.gguf is missing/],
    ['with its weights first', async () => pack(inOrder.toReversed()), /must come first/],
    ['cut off in the weights', async () => (pack(), truncate(path.join(app.modelsDir, 'result.tar'), 300_000)), /ends too early/],
    ['cut off in the head', async () => (pack(), truncate(path.join(app.modelsDir, 'result.tar'), 700)), /ends too early/],
    ['that is no tar', async () => writeFile(path.join(app.modelsDir, 'result.tar'), 'no tar'.repeat(1000)), /no tar archive/],
    ['that is empty', async () => writeFile(path.join(app.modelsDir, 'result.tar'), ''), /no tar archive/],
    ['with a result that is not JSON', async () => (await change('result.json', () => '{'), pack()), /result\.json is not JSON/],
    ['with a result that lacks something', async () => (await writeResult({ trained_at: 'yesterday' }), pack()), /result\.json, trained_at/],
    ['with two models', async () => (await writeResult({ files: [entry('weights.gguf', 'weights', weights), entry('training.log', 'weights', log)] }), pack()), /exactly one has the role/],
  ])('%s', async (_name, prepare, sentence) => {
    await prepare();
    await expect(receive()).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(sentence) });
    await expectNothing();
  });

  test('from outside the models folder, by another name than .tar, or not there', async () => {
    for (const [file, code] of [['../result.tar', 'BAD_REQUEST'], ['sample.gguf', 'BAD_REQUEST'], ['gone.tar', 'NOT_FOUND']] as const) await expect(learner.call.models.receive({ file })).rejects.toMatchObject({ code });
    await expect(evaluator.call.models.receive({ file: 'result.tar' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  test('in the same words when somebody watches', async () => {
    pack(inOrder.slice(0, -1));
    const watched = async () => {
      for await (const _ of await learner.call.models.watchReceiving({ file: 'result.tar' }));
    };
    await expect(watched()).rejects.toMatchObject({ code: 'BAD_REQUEST', message: expect.stringContaining('weights.gguf is missing') });
  });

  test('when whoever watches it goes away', async () => {
    pack();
    for await (const event of await learner.call.models.watchReceiving({ file: 'result.tar' })) if (event.type === 'reading') break;
    await expect.poll(() => readdir(path.join(app.modelsDir, 'results')).catch(() => [])).toEqual([]);
    await expectNothing();
  });
});

test('an archive that comes back becomes a version with its lineage, once, however often it is received', async () => {
  pack();
  expect(await learner.call.models.results({})).toMatchObject([{ file: 'result.tar', bytes: expect.any(Number) }]);
  const [first, second] = await Promise.all([receive(), receive()]);
  expect(first).toMatchObject({ model_name: 'sample', version: 2, parent_id: modelId, snapshot_id: snapshotId, lineage: 'known', metrics: { train_loss: 0.5 }, trained_at: '2026-11-29T10:00:00.000Z' });
  expect(second.id).toBe(first.id);
  expect(sha256(await readFile(path.join(app.modelsDir, first.file!)))).toBe(sha256(weights));
  expect(await evaluator.call.models.trainingLog({ model_id: first.id })).toEqual({ model_id: first.id, training_log: log });

  // As other programs pack it, with a folder and names in its header.
  await mkdir(path.join(stick, 'sub'));
  pack([...inOrder.map((name) => `./${name}`), './sub'], 'pax');
  const events = [];
  for await (const event of await learner.call.models.watchReceiving({ file: 'result.tar' })) events.push(event);
  expect(events.at(-1)).toMatchObject({ type: 'received', model: { id: first.id } });
  expect(await learner.call.models.list({})).toHaveLength(2);
  expect(await learner.call.snapshots.acknowledge({ snapshot_id: snapshotId })).toMatchObject({ trained: 2 });
});
