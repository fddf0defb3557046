// Sixteen people for ten minutes, and everything that may go wrong on the way.
//
//   node bench/mixed-load.mjs [--minutes 10] [--people 16] [--kills 5]
//
// Each person asks questions of the demo model one after the other. At random some stop their answer, some reload the page in the
// middle of it and go on watching, and the inference process is killed. In the end every question must be on record with an end, and
// every answer must be the one that the model gives alone (or, where it was cut off, its beginning). Prints what happened, and the
// memory of the server and its inference process over time.
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { watchAnswer } from '@llamune/contracts';
import { ask, openSession } from './lib/ask.mjs';
import { demoModel, endlessDemo } from './lib/models.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { minutes: { type: 'string', default: '10' }, people: { type: 'string', default: '16' }, kills: { type: 'string', default: '5' } } });
const minutes = Number(options.minutes);
const people = Number(options.people);
const kills = Number(options.kills);


const questions = readFileSync(new URL('../models/demo/corpus/terms.tsv', import.meta.url), 'utf8').trim().split('\n').slice(0, 60).map((line) => `${line.split('\t')[0]}とは何ですか？`);
const chance = (share) => Math.random() < share;
const oneOf = (list) => list[Math.floor(Math.random() * list.length)];

const server = await startServer({ LLM_SLOTS: '6', LLM_CONTEXT_SIZE: '1024', LLM_MAX_QUEUE: '50' });
const admin = server.client();
const models = [await server.addModel(demoModel), await server.addModel(endlessDemo())];
const sampling = { max_tokens: 150 };

/** What each model says to each question with nobody else there. */
const alone = new Map();
for (const modelId of models) {
  const session = await openSession(admin, modelId, sampling);
  for (const question of questions) alone.set(`${modelId} ${question}`, (await ask(admin, session, question)).text);
}

const asked = [];
const counts = { questions: 0, stopped: 0, reloaded: 0, crashed: 0, refused: 0, killed: 0 };
const problems = [];
const until = performance.now() + minutes * 60_000;

const person = async (number) => {
  const client = server.client((await admin.users.create.mutate({ username: `person ${number}` })).api_key);
  const sessions = [];
  for (const modelId of models) sessions.push({ modelId, id: await openSession(client, modelId, sampling) });
  while (performance.now() < until) {
    const { modelId, id } = oneOf(sessions);
    const question = oneOf(questions);
    const { log_id: logId } = await client.chat.ask.mutate({ session_id: id, question });
    asked.push(logId);
    counts.questions++;
    const stops = chance(0.2);
    const reloads = chance(0.3);
    let text = '';
    let end;
    for (;;) {
      const away = new AbortController();
      if (reloads && end === undefined) setTimeout(() => away.abort(), Math.random() * 300);
      if (stops) setTimeout(() => void client.chat.stop.mutate({ log_id: logId }).catch((error) => problems.push(`stop: ${error.message}`)), Math.random() * 400);
      for await (const event of watchAnswer(client, logId, { after: text.length, signal: away.signal })) {
        if (event.type === 'delta') text += event.text;
        if (event.type === 'done') end = event;
      }
      if (end !== undefined) break;
      counts.reloaded++;
    }
    const whole = alone.get(`${modelId} ${question}`);
    if (end.finish_reason === 'stopped') counts.stopped++;
    else if (end.error_code === 'engine_crashed') counts.crashed++;
    else if (end.error_code === 'queue_full') counts.refused++;
    else if (end.finish_reason === 'failed') problems.push(`log ${logId}: ${end.error_code} ${end.error}`);
    const complete = end.finish_reason === 'stop' || end.finish_reason === 'length';
    if (complete ? text !== whole : !whole.startsWith(text)) problems.push(`log ${logId} (${end.finish_reason}): "${text}" is not "${whole}"`);
    await pause(Math.random() * 300);
  }
};

const memory = [];
const observe = async () => {
  while (performance.now() < until) {
    const { server: main, inference } = server.residentBytes();
    memory.push({ main: main / 2 ** 20, inference: inference / 2 ** 20 });
    await pause(Math.min(10_000, minutes * 1000));
  }
};

const kill = async () => {
  for (let i = 0; i < kills; i++) {
    await pause((minutes * 60_000) / (kills + 1));
    const pid = oneOf(server.inferencePids());
    if (pid === undefined) continue;
    process.kill(pid, 'SIGKILL');
    counts.killed++;
  }
};

await Promise.all([...Array.from({ length: people }, (_, number) => person(number)), observe(), kill()]);

// What is on record, looked at once more from the outside.
const onRecord = new Map();
for (let before; ; ) {
  const page = await admin.logs.list.query({ limit: 1000, ...(before ? { before } : {}) });
  for (const log of page) onRecord.set(log.id, log);
  if (page.length < 1000) break;
  before = page.at(-1).id;
}
for (const logId of asked) {
  const log = onRecord.get(logId);
  if (log === undefined) problems.push(`log ${logId} is lost`);
  else if (log.finish_reason === null) problems.push(`log ${logId} has no end`);
  else if (!(alone.get(`${log.model_id} ${log.question}`) ?? '').startsWith(log.answer)) problems.push(`log ${logId} is recorded as "${log.answer}"`);
}
await server.stop();

console.log(JSON.stringify(counts));
const third = (part, name) => {
  const middle = memory.slice(Math.floor((memory.length * part) / 3), Math.ceil((memory.length * (part + 1)) / 3)).map((sample) => sample[name]);
  return Math.max(...middle).toFixed(0);
};
for (const name of ['main', 'inference']) console.log(`memory of ${name === 'main' ? 'the server' : 'inference'} in MiB, highest of each third: ${[0, 1, 2].map((part) => third(part, name)).join(', ')}`);
for (const problem of problems.slice(0, 20)) console.log(problem);
console.log(`${asked.length} questions, ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
