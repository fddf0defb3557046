// Every kind of damaged model file, and damaged copies of the demo model, put into the models folder of a running server.
//
//   node bench/damaged-models.mjs [--copies 200] [--seed 1]
//
// Each is registered and, if that is allowed, asked. The server must stay up, refuse with a sentence that says what is wrong with which
// file, and go on answering with a sound model meanwhile. A copy whose damage changes only a weight a little may well answer.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { damagedCopies, writeDamagedModels, writeModelThatAborts } from '@llamune/llm/testing';
import { ask, openSession } from './lib/ask.mjs';
import { demoModel } from './lib/models.mjs';
import { startServer } from './lib/server.mjs';

const { values: options } = parseArgs({ options: { copies: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'llamune-damaged-'));
const server = await startServer({ LLM_SLOTS: '1', LLM_CONTEXT_SIZE: '256', LOG_LEVEL: 'silent' });
const client = server.client();
const sound = await openSession(client, await server.addModel(demoModel, 'sound'), { max_tokens: 20 });
const soundAnswer = (await ask(client, sound, '資産とは何ですか？')).text;
const tally = { 'refused when registered': 0, 'refused when asked': 0, 'answered': 0, problems: 0 };
const sentences = new Map();

const problem = (text) => {
  tally.problems++;
  console.log(text);
};

const refused = (how, name, sentence) => {
  tally[how]++;
  if (!sentence.includes(name) || sentence.includes(server.modelsDir) || sentence.length < 30) problem(`${name}: no clear message: ${sentence}`);
  const kind = sentence.replaceAll(name, '…').replaceAll(/\d+/g, 'N').slice(0, 110);
  sentences.set(kind, (sentences.get(kind) ?? 0) + 1);
};

const tryFile = async (file) => {
  const name = path.basename(file);
  const target = path.join(server.modelsDir, name);
  copyFileSync(file, target);
  try {
    const { id } = await client.models.create.mutate({ model_name: name, file: name });
    const session = await openSession(client, id, { max_tokens: 5 });
    const { logId, finish } = await ask(client, session, '資産とは何ですか？');
    if (finish === 'failed') refused('refused when asked', name, (await client.logs.get.query({ log_id: logId })).error);
    else tally.answered++;
    await client.models.unload.mutate({ model_id: id });
  } catch (error) {
    refused('refused when registered', name, error.message);
  }
  rmSync(target);
  if (!server.isAlive()) throw new Error('the server has ended');
  if ((await ask(client, sound, '資産とは何ですか？')).text !== soundAnswer) problem(`${name}: the sound model answers something else meanwhile`);
};

try {
  for (const { file } of writeDamagedModels(folder)) await tryFile(file);
  writeModelThatAborts(path.join(folder, 'aborts.gguf'));
  await tryFile(path.join(folder, 'aborts.gguf'));
  for (const file of damagedCopies(demoModel, folder, { count: Number(options.copies), seed: Number(options.seed) })) await tryFile(file);
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const [sentence, count] of [...sentences].toSorted((a, b) => b[1] - a[1]).slice(0, 30)) console.log(String(count).padStart(4), sentence);
console.log(JSON.stringify(tally));
process.exit(tally.problems === 0 ? 0 : 1);
