import type { ChildProcess } from 'node:child_process';
import { open, readFile, rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { embeddedFailure, messageOf } from '../start-error.js';
import { giveToFolderOwner, type Layout } from './layout.js';
import { choosePort } from './port.js';
import { processState, readPostmasterPid, removeStalePid, worksOnFolder } from './postmaster-pid.js';
import { endPostmaster } from './end-postmaster.js';
import { run, type RunAs } from './run-as.js';
import { openWatch, type Watch } from './watch.js';

export interface Postmaster {
  pid: number;
  port: number;
  /** It was running already. */
  adopted: boolean;
  watch: Watch;
}

export interface StartContext {
  layout: Layout;
  as: RunAs;
  password: string;
  settings: Record<string, string | number>;
  log: (message: string) => void;
  /** Aborted when it shall run no more. */
  signal: AbortSignal;
}

const patienceMs = 120_000;
const noAnswer = '動いていますが、応答しません。';

/**
 * Takes over the PostgreSQL that runs on the data directory, or starts one. Safe to call from several processes at once: PostgreSQL's
 * own lock file lets one start, the others take that one over. `port`: this one or none; otherwise any.
 * Throws a DatabaseStartError.
 */
export async function startOrAdopt(context: StartContext, port?: number): Promise<Postmaster> {
  const until = performance.now() + patienceMs;
  for (;;) {
    context.signal.throwIfAborted();
    const found = await adopt(context);
    if (found && found !== 'later') return found;
    const said = found === 'later' ? noAnswer : await launch(context, port ?? (await choosePort(context.layout.port)));
    if (typeof said !== 'string') return said;
    const passes = found === 'later' || passing.test(said) || (port === undefined && portTaken.test(said));
    if (!passes || performance.now() > until) throw startFailure(said, context.layout);
    await sleep(100);
  }
}

// Another start won, or the processes of one that was killed have not all ended, or another user stopped it at once.
const passing = /lock file "postmaster\.pid" (already exists|is empty)|shared memory block .*still in use|\(ended with 0\)/;
const portTaken = /Address already in use/;

async function adopt({ layout, password }: StartContext): Promise<Postmaster | 'later' | null> {
  const file = await readPostmasterPid(layout.pgdata);
  if (!file) return null;
  const state = await processState(file.pid);
  if (state === 'gone') return null; // PostgreSQL itself will replace the file
  const watch = state === 'postgres' ? await watchOf() : 'elsewhere';
  if (watch === 'later') return 'later';
  if (watch !== 'elsewhere') return { pid: file.pid, port: file.port, adopted: true, watch };
  await removeStalePid(layout.pgdata, file);
  return null;

  async function watchOf(): Promise<Watch | 'elsewhere' | 'later'> {
    const found = file?.ready ? await openWatch(layout, file.port, password) : 'later';
    // A PostgreSQL of somebody else that has got the number by chance would never answer.
    return found === 'later' && file && !(await worksOnFolder(file.pid, layout.pgdata)) ? 'elsewhere' : found;
  }
}

/** What PostgreSQL complained of, if it did not start. */
async function launch(context: StartContext, port: number): Promise<Postmaster | string> {
  const { layout, as, settings, log } = context;
  const said = await logFrom(layout.log);
  const file = await open(layout.log, 'a', 0o600);
  await giveToFolderOwner(layout.log);
  const chosen = Object.entries({ ...always, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = run(as, 'postgres', ['-D', layout.pgdata, '-p', String(port), ...chosen], ['ignore', file.fd, file.fd]);
  // At once, before anything is awaited: a PostgreSQL that refuses may have ended by then, and its end would never be heard of.
  const end = endOf(child);
  child.unref();
  await file.close();
  const started = performance.now();
  for (let slow = 10_000; ; ) {
    const ended = await Promise.race([end, sleep(15)]);
    if (typeof ended === 'string') return `${await said()}${ended}`;
    const found = await readPostmasterPid(layout.pgdata);
    if (found?.pid === child.pid && found?.ready) {
      const watch = await openWatch(layout, port, context.password).catch(async (error: unknown) => {
        await endPostmaster(found.pid, log);
        throw error;
      });
      if (typeof watch !== 'string') return { pid: found.pid, port, adopted: false, watch };
    }
    if (performance.now() - started < slow) continue;
    log(`PostgreSQL の起動に ${Math.round(slow / 1000)} 秒かかっています（異常終了の後は、まず記録を読み直します）。`);
    slow *= 2;
  }
}

const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // What evaluators wrote stays out of the log file.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  // macOS answers fsync before the disk has the data; a judgement must survive a power cut.
  ...(process.platform === 'darwin' && { wal_sync_method: 'fsync_writethrough' }),
};

async function endOf(child: ChildProcess): Promise<string> {
  return await new Promise((resolve) => {
    child.on('error', (error) => resolve(messageOf(error)));
    child.on('exit', (code, signal) => resolve(`(ended with ${code ?? signal})`));
  });
}

/** A function that reads what was added to the log file since; a big file is put aside first. */
async function logFrom(file: string): Promise<() => Promise<string>> {
  const size = await stat(file).then((found) => found.size, () => 0);
  if (size > 5_000_000) await rename(file, `${file}.1`);
  const start = size > 5_000_000 ? 0 : size;
  return async () => (await readFile(file)).subarray(start).toString('utf8').slice(-2_000);
}

function startFailure(said: string, { log, pgdata }: Layout): Error {
  const cause = `PostgreSQL が ${pgdata} で起動しませんでした: ${said.trim()}\n`;
  if (/No space left|quota/i.test(said)) return embeddedFailure(cause, 'ディスクがいっぱいです。空きを作って、もう一度起動してください。');
  if (said === noAnswer) return embeddedFailure(cause, `${pgdata}/postmaster.pid の1行目のプロセスを終了して、もう一度起動してください。`);
  return embeddedFailure(cause, `詳しくは ${log} を見てください。`);
}
