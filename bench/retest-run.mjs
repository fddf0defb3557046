// Does a run of 200 questions use the machine, and does a person who chats meanwhile notice it?
//
//   node bench/retest-run.mjs [--questions 200] [--slots 8] [--tokens 100]
//
// The limit is what the engine makes of the same questions when it does nothing else: driven directly, all slots, no server, no database, nobody chatting;
// before and after the run. The run has every slot too; the newest of its answers is stopped when the person asks. Tokens per second between the first and the last full round (how a run
// begins and ends is not what it sustains); the person's answers count too. The person asks, reads for three seconds, and asks again; what is compared is
// the time until the first token, with that on the idle machine. Wants a machine without other work.
import { parseArgs } from 'node:util';
import { createEngine } from '@llamune/llm';
import { openSession } from './lib/ask.mjs';
import { random134M } from './lib/models.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { questions: { type: 'string', default: '200' }, slots: { type: 'string', default: '8' }, tokens: { type: 'string', default: '100' } } });
const [questions, slots, tokens] = [options.questions, options.slots, options.tokens].map(Number);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const asked = Array.from({ length: questions }, (_, index) => `${index + 1}番の質問です。どう仕訳しますか？`);

/** Tokens per second of the engine alone. */
const measureEngine = async () => {
  const engine = createEngine({ llama: { slots, contextSize: 512, threads: 1, gpu: 'off' } });
  const left = [...asked];
  const ends = [];
  let made = 0;
  const asker = async () => {
    for (let question = left.shift(); question !== undefined; question = left.shift()) {
      const sampling = { temperature: 0, topP: 1, topK: 40, minP: 0, repeatPenalty: 1, seed: 0, maxTokens: tokens };
      for await (const event of engine.answer({ source: { file: random134M() }, messages: [{ role: 'user', content: question }], sampling }, { user: 'bench', deadlineMs: 600_000 })) if (event.type === 'done') made += event.usage.completionTokens;
      ends.push({ at: performance.now(), made });
    }
  };
  await Promise.all(Array.from({ length: 2 * slots }, asker));
  await engine.close();
  const [first, last] = [ends[slots], ends[questions - slots]];
  return ((last.made - first.made) / (last.at - first.at)) * 1000;
};

const limits = [await measureEngine()];
const server = await startServer({ LLM_SLOTS: String(slots), LLM_CONTEXT_SIZE: '512' });
try {
  const client = server.client();
  const modelId = await server.addModel(random134M());
  const session = await openSession(client, modelId, { max_tokens: 30 });
  let said = 0;
  const chat = async () => {
    const { log_id } = await client.chat.send.mutate({ session_id: session, question: `${++said}つ目の質問です。よろしくお願いします。` });
    const log = await client.logs.get.query({ log_id });
    return { waitedMs: log.queue_ms + log.time_to_first_token_ms, tokens: log.completion_tokens };
  };
  await chat();
  const idle = [];
  for (let i = 0; i < 10; i++) idle.push((await chat()).waitedMs);

  const set = await client.questionSets.create.mutate({ poc_id: 1, name: '計測', questions: asked.map((question) => ({ question })) });
  const [run] = await client.runs.create.mutate({ set_id: set.id, model_ids: [modelId], system_prompt: '', sampling: { max_tokens: tokens } });
  const answered = async () => (await client.runs.get.query({ run_id: run.id })).progress.answered;
  while ((await answered()) < slots) await pause(100);
  const start = { answered: await answered(), at: performance.now() };
  const waited = [];
  let chatTokens = 0;
  let end = start;
  while ((await answered()) < questions - slots) {
    const { waitedMs, tokens: made } = await chat();
    waited.push(waitedMs);
    chatTokens += made;
    end = { answered: await answered(), at: performance.now() };
    await pause(3000);
  }
  await server.stop();
  limits.push(await measureEngine());
  const perSecond = (((end.answered - start.answered) * tokens + chatTokens) / (end.at - start.at)) * 1000;
  const limit = limits.reduce((sum, one) => sum + one, 0) / limits.length;
  console.table([
    { figure: 'tokens per second: the engine alone, all slots', value: limit.toFixed(1) },
    { figure: 'tokens per second: the run, with a person chatting', value: perSecond.toFixed(1) },
    { figure: 'ratio (at least 0.85)', value: (perSecond / limit).toFixed(3) },
    { figure: 'first token on the idle machine, ms (median of 10)', value: median(idle) },
    { figure: `first token during the run, ms (median of ${waited.length})`, value: median(waited) },
    { figure: 'ratio (at most 3)', value: (median(waited) / median(idle)).toFixed(2) },
  ]);
  process.exitCode = perSecond / limit >= 0.85 && median(waited) / median(idle) <= 3 ? 0 : 1;
} finally {
  if (server.isAlive()) await server.stop();
}
