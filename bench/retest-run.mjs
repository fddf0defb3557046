// Does a run of 200 questions use the machine, and does a person who chats meanwhile notice it?
//
//   node bench/retest-run.mjs [--questions 200] [--slots 8] [--tokens 100]
//
// The limit is what llama.cpp itself makes of the same model with as many answers at once as the engine has slots (raw/raw.cpp), before and after the
// run. One slot is kept for people: the run has the others. Tokens per CPU second, of the raw program there, of server, inference process and PostgreSQL
// together here, so that other work on the machine counts for neither; the person's answers count too. The person asks, reads for three seconds, and asks
// again; what is compared is the time until the first token, with that on the idle machine.
import { parseArgs } from 'node:util';
import { openSession } from './lib/ask.mjs';
import { random134M } from './lib/models.mjs';
import { measureRaw } from './lib/raw.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { questions: { type: 'string', default: '200' }, slots: { type: 'string', default: '8' }, tokens: { type: 'string', default: '100' } } });
const [questions, slots, tokens] = [options.questions, options.slots, options.tokens].map(Number);
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const server = await startServer({ LLM_SLOTS: String(slots), LLM_CONTEXT_SIZE: '512' });
try {
  const client = server.client();
  const modelId = await server.addModel(random134M());
  const session = await openSession(client, modelId, { max_tokens: 30 });
  let asked = 0;
  const chat = async () => {
    const { log_id } = await client.chat.send.mutate({ session_id: session, question: `${++asked}つ目の質問です。よろしくお願いします。` });
    const log = await client.logs.get.query({ log_id });
    return { waitedMs: log.queue_ms + log.time_to_first_token_ms, tokens: log.completion_tokens };
  };
  await chat();
  const idle = [];
  for (let i = 0; i < 10; i++) idle.push((await chat()).waitedMs);

  const raw = () => measureRaw({ file: random134M(), threads: 1, promptTokens: 40, tokens, answers: slots }).tokensPerCpuSecond;
  const limits = [raw()];
  const set = await client.questionSets.create.mutate({ poc_id: 1, name: '計測', questions: Array.from({ length: questions }, (_, index) => ({ question: `${index + 1}番の質問です。どう仕訳しますか？` })) });
  const [run] = await client.runs.create.mutate({ set_id: set.id, model_ids: [modelId], system_prompt: '', sampling: { max_tokens: tokens } });
  const answered = async () => (await client.runs.get.query({ run_id: run.id })).progress.answered;
  // From the first answers to the last full round: how a run begins and ends is not what it sustains.
  while ((await answered()) < slots) await pause(100);
  const start = { answered: await answered(), cpu: server.cpuSeconds(), at: performance.now() };
  const waited = [];
  let chatTokens = 0;
  let end = start;
  while ((await answered()) < questions - slots) {
    const { waitedMs, tokens: made } = await chat();
    waited.push(waitedMs);
    chatTokens += made;
    end = { answered: await answered(), cpu: server.cpuSeconds(), at: performance.now() };
    await pause(3000);
  }
  limits.push(raw());
  const made = (end.answered - start.answered) * tokens + chatTokens;
  const perCpuSecond = made / (end.cpu - start.cpu);
  const limit = limits.reduce((sum, one) => sum + one, 0) / limits.length;
  console.table([
    { figure: 'tokens per CPU second: llama.cpp alone, all slots', value: limit.toFixed(1) },
    { figure: 'tokens per CPU second: the run, with a person chatting', value: perCpuSecond.toFixed(1) },
    { figure: 'ratio (at least 0.85)', value: (perCpuSecond / limit).toFixed(3) },
    { figure: 'first token on the idle machine, ms (median of 10)', value: median(idle) },
    { figure: `first token during the run, ms (median of ${waited.length})`, value: median(waited) },
    { figure: 'ratio (at most 3)', value: (median(waited) / median(idle)).toFixed(2) },
  ]);
  process.exitCode = perCpuSecond / limit >= 0.85 && median(waited) / median(idle) <= 3 ? 0 : 1;
} finally {
  await server.stop();
}
