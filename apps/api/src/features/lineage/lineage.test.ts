import { afterAll, beforeAll, expect, test } from 'vitest';
import { addLogs, addSamples } from '../../testing/sample-data.js';
import { testApp, type TestApp } from '../../testing/test-app.js';

let app: TestApp;
let evaluator: Awaited<ReturnType<TestApp['signUp']>>;
let learner: typeof evaluator;
let correction: number;
let snapshotId: number;
let versions: number[];

beforeAll(async () => {
  app = await testApp();
  const { poc } = await addSamples(app);
  [evaluator, learner] = [await app.signUp('evaluator'), await app.signUp('learner')];
  const { session_id } = await evaluator.call.sessions.create({ poc_id: poc.id, model_id: 1 });
  [correction] = (await addLogs(app, session_id, [{ evaluation: 3, correctAnswer: '正しい。' }])) as [number];
  snapshotId = (await learner.call.snapshots.create({ poc_id: poc.id, valid_percent: 0 })).id;
  const second = await learner.call.models.create({ model_name: 'sample', parent_id: 1, snapshot_id: snapshotId, training_log: 'step 1' });
  const third = await learner.call.models.create({ model_name: 'sample', parent_id: second.id });
  versions = [second.id, third.id];
  await learner.call.snapshots.acknowledge({ snapshot_id: snapshotId });
});
afterAll(async () => app[Symbol.asyncDispose]());

test('from a correction to every model that learned from it', async () => {
  const { snapshots } = await evaluator.call.lineage.log({ log_id: correction });
  expect(snapshots).toMatchObject([{ snapshot_id: snapshotId, version: 1, split: 'train', is_current: true, acknowledged_at: expect.any(String), models: versions.map((model_id, generation) => ({ model_id, generation })) }]);
  await evaluator.call.logs.evaluate({ log_id: correction, correct_answer: 'もっと正しい。' });
  expect((await evaluator.call.lineage.log({ log_id: correction })).snapshots).toMatchObject([{ is_current: false }]);
});

test('and back, from a model to what each of its ancestors was trained on', async () => {
  const { generations } = await evaluator.call.lineage.model({ model_id: versions[1]! });
  expect(generations).toMatchObject([
    { model_id: versions[1], version: 3, lineage: 'unknown', has_training_log: false, snapshot: null },
    { model_id: versions[0], version: 2, lineage: 'known', has_training_log: true, snapshot: { snapshot_id: snapshotId, version: 1, train: 1, corrections: 1 } },
    { model_id: 1, version: 1, lineage: 'base', snapshot: null },
  ]);
  expect(await learner.call.snapshots.examples({ snapshot_id: snapshotId })).toMatchObject([{ log_id: correction }]);
});

test('parents in a circle, made by psql, end', async () => {
  await app.db.query('UPDATE models SET parent_id = $1 WHERE id = 1', [versions[1]]);
  expect((await evaluator.call.lineage.model({ model_id: versions[1]! })).generations).toHaveLength(3);
  expect((await evaluator.call.lineage.log({ log_id: correction })).snapshots[0]!.models).toHaveLength(3);
});
