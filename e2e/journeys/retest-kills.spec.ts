import { expect, test } from '@playwright/test';
import { Server, until } from '../server.js';

let server: Server;
test.beforeAll(async () => {
  server = await Server.start();
});
test.afterAll(async () => server.dispose());

test('a run of 500 questions whose server and inference process are killed five times at random asks each once, and misses none', async () => {
  test.setTimeout(1_200_000);
  const admin = server.client(server.adminKey);
  const set = await admin.questionSets.create.mutate({ poc_id: 1, name: '五百問', questions: Array.from({ length: 500 }, (_, index) => ({ question: `第${index + 1}問は何ですか？` })) });
  const [run] = await admin.runs.create.mutate({ set_id: set.id, model_ids: [1] });
  const run_id = run!.id;
  const answers = async () => [...(await admin.runs.answers.query({ run_id, limit: 1000 }))];
  const answered = async () => (await answers()).filter(({ finish_reason }) => finish_reason !== null);

  for (let kill = 1; kill <= 5; kill++) {
    const seen = await answered();
    await until(async () => (await answered()).length > Math.min(seen.length + 20 + Math.random() * 60, 480), 120_000);
    const before = await answered();
    if (Math.random() < 0.5) {
      await server.kill();
      await server.run();
    } else for (const pid of server.childrenWith('llm')) process.kill(pid, 'SIGKILL');
    // What was answered stays as it was: none is asked a second time.
    const after = new Map((await answers()).map((answer) => [answer.id, answer]));
    expect(before.map(({ id }) => after.get(id))).toEqual(before);
  }
  await until(async () => (await admin.runs.get.query({ run_id })).state === 'done', 120_000);
  const all = await answers();
  expect(all.map(({ question }) => question.question)).toEqual(Array.from({ length: 500 }, (_, index) => `第${index + 1}問は何ですか？`));
  expect(all.map(({ finish_reason }) => finish_reason)).toEqual(all.map(() => 'stop'));
  expect((await admin.runs.get.query({ run_id })).progress).toMatchObject({ total: 500, answered: 500, failed: 0 });
});
