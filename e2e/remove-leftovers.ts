import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { workPrefix } from './server.js';

/** A run that was killed leaves its servers behind. Their folders name the run; what belongs to one that is gone is ended and removed. */
export default function removeLeftovers() {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${workPrefix}(\\d+)-`).exec(name)?.[1];
    if (!owner || isAlive(Number(owner))) continue;
    const dir = path.join(tmpdir(), name);
    kill(firstLine(path.join(dir, 'server.pid')), 'tools/start.mjs');
    const postgres = path.join(dir, 'data/postgres');
    for (const file of findAll(postgres, 'postmaster.pid')) kill(firstLine(file), 'postgres');
    rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

const findAll = (dir: string, name: string): string[] => {
  try {
    return readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((file) => path.basename(file) === name)
      .map((file) => path.join(dir, file));
  } catch {
    return [];
  }
};
const firstLine = (file: string) => {
  try {
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  } catch {
    return 0;
  }
};
const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** Only if the process still is what the file says: its number may have gone to another. */
const kill = (pid: number, what: string) => {
  try {
    if (pid > 0 && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(what)) process.kill(pid, 'SIGKILL');
  } catch {
    // Gone already, or no /proc here.
  }
};
