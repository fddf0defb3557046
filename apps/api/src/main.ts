import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { DatabaseStartError } from '@llamune/db';
import { createEngine } from '@llamune/llm';
import { buildApp } from './app.js';
import { EnvError, readEnv, type Env } from './env.js';
import { Answers } from './features/chat/answers.js';
import { AnswerRecovery } from './features/chat/recover-answers.js';
import { hearStops } from './features/chat/stop-answer.js';
import { Downloads } from './features/downloads/downloads.js';
import { CorrectionDrafts } from './features/logs/draft-correction.js';
import { Runs } from './features/runs/runs.js';
import { DiskUses } from './features/system/disk-use.js';
import { firstRun, placeDemoModel } from './first-run.js';
import { ModelsFolder } from './models-folder.js';
import { openDatabase, type Database } from './open-database.js';
import { closeOnSignal, type Closing } from './shutdown.js';
import { StartError, type Say } from './start-error.js';
import { welcome } from './welcome.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
const say: Say = (line) => console.log(line);

// The models need the memory of this machine more than this process does: the heap is tidied when it has grown by a half, not fourfold.
// Handing 100,000 logs over took 200 to 310 MiB before and 115 with it, and no more time (bench/snapshots.mjs).
setFlagsFromString('--heap-growing-percent=50');

const start = async (env: Env) => {
  await requireFreePort(env);
  await mkdir(env.dataDir, { recursive: true }).catch((error: unknown) => {
    throw new StartError(`データフォルダー ${env.dataDir} を作れません（${(error as Error).message}）。`, '.env の DATA_DIR に、書き込めるフォルダーを指定してください。', error);
  });
  const database = await openDatabase(env, say);
  const closing = closeOnSignal(say);
  closing.add('データベース', () => database.close());
  try {
    await serve(env, database, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
};

const serve = async (env: Env, { db, embedded, server }: Database, closing: Closing) => {
  const modelsFolder = new ModelsFolder(env.modelsDir);
  await placeDemoModel(modelsFolder.dir).catch((error: unknown) => {
    throw new StartError(`モデルフォルダー ${env.modelsDir} に書き込めません（${(error as Error).message}）。`, '.env の MODELS_DIR に、書き込めるフォルダーを指定してください。ディスクの空きも確かめてください。', error);
  });
  const adminKey = await firstRun(db, env.adminApiKey);
  const { modelServers, huggingFace } = env;
  const log = { warn: (details: object, message: string) => app.log.warn(details, message), error: (details: object, message: string) => app.log.error(details, message) };

  const engine = createEngine({ llama: { ...env.llm, log: (level, message) => level === 'error' && say(message) } });
  closing.add('推論', () => engine.close());
  const downloads = new Downloads({ modelsFolder, engine, huggingFace, log });
  await downloads.open();
  closing.add('ダウンロード', () => downloads.close());
  const answers = new Answers({ db, engine, modelsFolder, modelServers, serverId: server.serverId, timeoutMs: env.answerTimeoutMs, log });
  await hearStops(server, answers);
  const recovery = new AnswerRecovery({ db, answers, log });
  const cutOff = await recovery.recover();
  if (cutOff > 0) say(`前回の終了時に途中だった回答 ${cutOff} 件を「中断」として記録しました。質問とそこまでの回答は残っています。`);

  const correctionDrafts = new CorrectionDrafts({ engine, modelsFolder, modelServers, timeoutMs: env.answerTimeoutMs, log });
  const runs = new Runs({ db, engine, modelsFolder, modelServers, serverId: server.serverId, timeoutMs: env.answerTimeoutMs, metrics: answers.metrics, log });
  const facts = { startedAt: new Date(), databaseIsEmbedded: embedded !== null, disks: new DiskUses(env.dataDir, env.modelsDir) };
  const app = await buildApp({
    services: { db, engine, answers, modelsFolder, modelServers, downloads, correctionDrafts, runs, registrationOpen: env.registrationOpen, version, facts },
    corsOrigins: env.corsOrigins,
    logger: { level: env.logLevel, redact: ['req.headers["x-api-key"]', 'req.headers.authorization'], serializers: { err: withoutData } },
  });
  closing.add('サーバー', () => app.close());
  closing.add('回答', async () => {
    await answers.close();
    // The replies that waited for these answers leave before their connections are closed.
    await delay(300);
  });
  runs.start();
  closing.add('再テスト', () => runs.close());
  recovery.start();
  closing.add('途中で終わった回答の確認', () => recovery.close());
  await app.listen({ host: env.host, port: env.port });
  const address = app.server.address();
  say(welcome({ host: env.host, port: typeof address === 'object' && address ? address.port : env.port, adminKey, adminKeyFixed: env.adminApiKey !== undefined, embedded, modelsDir: env.modelsDir }));
};

/** A database error carries the values of its query: questions and answers do not belong into a log file. */
const withoutData = ({ name, message, stack }: Error) => ({ type: name, message, stack: stack ?? '' });

/** Looked at first: a second server must not touch what the first one works with. */
const requireFreePort = ({ host, port }: Env) =>
  new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'EADDRINUSE' ? `ポート ${port} は、ほかのプログラムが使っています。` : `${host}:${port} で待ち受けできません（${error.message}）。`;
      reject(new StartError(reason, '.env の PORT（と HOST）を変えるか、使っているプログラムを終了してください。別の llamune_poc が動いていないかも確認してください。', error));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });

const tell = (error: unknown) => {
  if (error instanceof EnvError) console.error(`\n設定（.env または環境変数）に誤りがあります。\n${error.problems.map((problem) => `  - ${problem}`).join('\n')}\n.env.example を見て直してください。`);
  else if (error instanceof StartError || error instanceof DatabaseStartError) console.error(`\n起動できませんでした: ${error.message}\n→ ${error.remedy}`);
  else console.error('\n起動できませんでした:', error);
};

process.on('unhandledRejection', (error) => console.error('処理されなかったエラー:', error));
try {
  await start(readEnv());
} catch (error) {
  tell(error);
  process.exit(1);
}
