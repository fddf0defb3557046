import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/** What a running PostgreSQL writes into its data directory. */
export interface PostmasterPid {
  pid: number;
  port: number;
  /** It accepts connections. */
  ready: boolean;
  text: string;
}

/** Null when there is none, or when it has only just been created. */
export async function readPostmasterPid(pgdata: string): Promise<PostmasterPid | null> {
  const text = await readFile(path.join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', text } : null;
}

/**
 * Removes a file that PostgreSQL would take for its own although its process is another one's (process numbers are used again,
 * in a container after every restart). Does nothing when the file has changed since it was read.
 */
export async function removeStalePid(pgdata: string, stale: PostmasterPid): Promise<void> {
  const file = path.join(pgdata, 'postmaster.pid');
  const aside = `${file}.${randomBytes(6).toString('hex')}.stale`;
  await rename(file, aside).catch(() => undefined);
  const moved = await readFile(aside, 'utf8').catch(() => stale.text);
  if (moved !== stale.text) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** `gone` also for a process that has ended and was not yet waited for by its parent. */
export async function processState(pid: number): Promise<'postgres' | 'other' | 'gone'> {
  const found = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid);
  if (!found || /^[ZX]/.test(found.state)) return 'gone';
  return path.basename(found.program) === 'postgres' ? 'postgres' : 'other';
}

/** Whether a PostgreSQL was started on that folder; one that was moved since does not show it. */
export async function worksOnFolder(pid: number, pgdata: string): Promise<boolean> {
  const command = process.platform === 'linux' ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') : await ps(pid, 'command=');
  return command.includes(pgdata);
}

/** False when it still runs after `ms`. */
export async function waitUntilGone(pid: number, ms: number): Promise<boolean> {
  const until = performance.now() + ms;
  while ((await processState(pid)) === 'postgres') {
    if (performance.now() > until) return false;
    await sleep(20);
  }
  return true;
}

async function fromProc(pid: number): Promise<{ program: string; state: string } | null> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const match = /^\d+ \((.*)\) (\S)/s.exec(line);
  return match ? { program: match[1] ?? '', state: match[2] ?? '' } : null;
}

async function fromPs(pid: number): Promise<{ program: string; state: string } | null> {
  const match = /^(\S+)\s+(.*)$/.exec(await ps(pid, 'stat=,comm='));
  return match ? { state: match[1] ?? '', program: match[2] ?? '' } : null;
}

async function ps(pid: number, columns: string): Promise<string> {
  return await promisify(execFile)('ps', ['-o', columns, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
