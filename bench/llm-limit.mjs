// How much of what llama.cpp can do arrives at the browser.
//
//   node bench/llm-limit.mjs [--rounds 3] [--answers 1,2,4,8,16] [--model random|demo]
//
// The raw program (raw/raw.cpp: the same library, the same model, one thread) and the whole path (browser's client, HTTP, tRPC,
// server, database, inference process) take turns. The figure is tokens per CPU second: of the raw process there, of server, inference
// process and PostgreSQL together here, both while all answers are being generated. The client's own CPU time is nobody's: it is the
// user's computer. Then the pause test: 8 answers run, a prompt of 1,000 tokens arrives.
import { parseArgs } from 'node:util';
import { ask, openSession } from './lib/ask.mjs';
import { endlessDemo, random134M } from './lib/models.mjs';
import { measureRaw } from './lib/raw.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '3' }, answers: { type: 'string', default: '1,2,4,8,16' }, model: { type: 'string', default: 'random,demo' } } });
const rounds = Number(options.rounds);
const counts = options.answers.split(',').map(Number);
const models = [
  { name: 'random', file: random134M, tokens: 200 },
  { name: 'demo', file: endlessDemo, tokens: 1500 },
].filter(({ name }) => options.model.split(',').includes(name));

/** Tokens and CPU seconds between the first text of the last answer that began and the end of the first that ended. */
const measureWhole = async (server, client, modelId, { answers, tokens }) => {
  const sampling = { max_tokens: tokens };
  const sessions = await Promise.all(Array.from({ length: answers }, () => openSession(client, modelId, sampling)));
  let begun = 0;
  let start;
  let end;
  const latest = Array.from({ length: answers }, () => 0);
  const mark = () => ({ cpu: server.cpuSeconds(), at: performance.now(), characters: [...latest] });
  const done = await Promise.all(
    sessions.map(async (session, i) => {
      const answer = await ask(client, session, `${i}`, {
        changed: ({ arrivals }) => {
          latest[i] = arrivals.at(-1).characters;
          if (arrivals.length === 1 && ++begun === answers) start = mark();
        },
      });
      end ??= mark();
      return answer;
    }),
  );
  const logs = await Promise.all(done.map(({ logId }) => client.logs.get.query({ log_id: logId })));
  const generated = logs.reduce((sum, log, i) => sum + (log.completion_tokens * (end.characters[i] - start.characters[i])) / log.answer.length, 0);
  return { tokensPerCpuSecond: generated / (end.cpu - start.cpu), tokensPerSecond: (generated / (end.at - start.at)) * 1000, promptTokens: logs[0].prompt_tokens };
};

const best = (results, name) => Math.max(...results.map((result) => result[name]));
const row = (cells) => console.log(cells.map((cell, i) => String(cell).padStart(i === 0 ? 8 : 13)).join(''));
/** The middle of the ratios of each pair of runs: a neighbour's burst of work spoils one pair, not the figure. */
const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

for (const { name, file, tokens } of models) {
  console.log(`\n${name}: ${tokens} tokens an answer, ${rounds} rounds, one thread`);
  row(['answers', 'raw tok/cpu-s', 'whole', 'ratio', 'raw tok/s', 'whole', 'ratio']);
  for (const answers of counts) {
    const server = await startServer({ LLM_SLOTS: String(answers), LLM_CONTEXT_SIZE: String(tokens + 100) });
    const client = server.client();
    const modelId = await server.addModel(file());
    // A whole round that does not count: the server's code is compiled while it runs, and it runs for days.
    const { promptTokens } = await measureWhole(server, client, modelId, { answers, tokens });
    const pairs = [];
    for (let i = 0; i < rounds; i++)
      pairs.push({ raw: measureRaw({ file: file(), threads: 1, promptTokens, tokens, answers }), whole: await measureWhole(server, client, modelId, { answers, tokens }) });
    const ratio = (figure) => median(pairs.map(({ raw, whole }) => whole[figure] / raw[figure])).toFixed(3);
    const figures = (figure) => [best(pairs.map(({ raw }) => raw), figure).toFixed(0), best(pairs.map(({ whole }) => whole), figure).toFixed(0), ratio(figure)];
    row([answers, ...figures('tokensPerCpuSecond'), ...figures('tokensPerSecond')]);
    await server.stop();
  }
}

/** Longest silence of each stream while the newcomer's prompt is evaluated, against the usual one of all streams. */
const measurePauses = async () => {
  const server = await startServer({ LLM_SLOTS: '9', LLM_CONTEXT_SIZE: '2048' });
  const client = server.client();
  const modelId = await server.addModel(random134M());
  const sessions = await Promise.all(Array.from({ length: 8 }, () => openSession(client, modelId, { max_tokens: 400 })));
  const newcomerSession = await openSession(client, modelId, { max_tokens: 5 });
  // Measured alone first, so that its tokens are known.
  let begun = 0;
  const running = [];
  await new Promise((resolve) => {
    for (const session of sessions) running.push(ask(client, session, 'go on', { changed: ({ arrivals }) => arrivals.length === 20 && ++begun === 8 && resolve() }));
  });
  const newcomer = await ask(client, newcomerSession, 'abcd efgh '.repeat(170));
  const { prompt_tokens: promptTokens } = await client.logs.get.query({ log_id: newcomer.logId });
  const streams = await Promise.all(running);
  await server.stop();
  const firstText = newcomer.arrivals[0].at;
  const gaps = ({ arrivals }, from, to) => arrivals.slice(1).map(({ at }, i) => ({ at, ms: at - arrivals[i].at })).filter(({ at }) => at >= from && at <= to).map(({ ms }) => ms);
  const usual = median(streams.flatMap((stream) => gaps(stream, 0, newcomer.askedAt)));
  const during = streams.flatMap((stream) => gaps(stream, newcomer.askedAt, firstText));
  console.log(`\npauses: 8 answers run, a prompt of ${promptTokens} tokens arrives`);
  console.log(`first token of the newcomer after ${(firstText - newcomer.askedAt).toFixed(0)} ms; meanwhile ${during.length} texts arrived at the others`);
  console.log(`usual gap ${usual.toFixed(0)} ms, meanwhile median ${median(during).toFixed(0)} ms, longest ${Math.max(...during).toFixed(0)} ms: ratio ${(Math.max(...during) / usual).toFixed(2)} (at most 3)`);
};
if (models.some(({ name }) => name === 'random')) await measurePauses();
