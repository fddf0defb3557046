import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCode, embeddedFailure, messageOf } from '../start-error.js';
import { giveToFolderOwner, writePrivate, type Layout } from './layout.js';
import { processState } from './postmaster-pid.js';
import { give, run, type RunAs } from './run-as.js';

export const databaseUser = 'llamune';

export interface InitOptions {
  log: (message: string) => void;
  /** False leaves out the waits for the disk: for tests. */
  durable: boolean;
}

/** In the making by this very process. */
const ours = new Set<string>();

/**
 * Makes the cluster if there is none. It is made beside its place and then renamed, so a start that was killed in the middle leaves
 * nothing but a folder that the next start removes, and of several starts at once one wins.
 */
export async function ensureCluster(layout: Layout, as: RunAs, options: InitOptions): Promise<void> {
  await removeAbandoned(layout);
  if (await exists(layout.cluster)) return;
  const started = performance.now();
  const name = `init-${process.pid}-${randomBytes(6).toString('hex')}`;
  const staging = path.join(layout.home, name);
  ours.add(name);
  try {
    await mkdir(staging, { mode: 0o711 });
    await chmod(staging, as.owner ? 0o711 : 0o700);
    await giveToFolderOwner(staging);
    await makeCluster(staging, as, options);
    await rename(staging, layout.cluster).catch(async (error: unknown) => {
      if (!(await exists(layout.cluster))) throw error; // another start was faster
    });
    options.log(`新しいデータベースを ${layout.cluster} に作りました（${Math.round(performance.now() - started)} ms）。`);
  } finally {
    await rm(staging, { recursive: true, force: true, maxRetries: 3 });
    ours.delete(name);
  }
}

/** Throws a DatabaseStartError for data that these programs cannot read. */
export async function checkVersion({ pgdata }: Layout, major: number): Promise<void> {
  const found = await readFile(path.join(pgdata, 'PG_VERSION'), 'utf8').catch((error: unknown) => {
    throw embeddedFailure(`${pgdata} は PostgreSQL のデータではありません（${messageOf(error)}）。`, 'バックアップから戻すか、別のデータフォルダーを指定してください。', error);
  });
  if (Number(found) === major) return;
  throw embeddedFailure(
    `${pgdata} は PostgreSQL ${found.trim()} のデータです。この llamune_poc に入っている PostgreSQL ${major} では読めません。`,
    `何も変更していません。作ったときの llamune_poc で起動するか、PostgreSQL ${found.trim()} の pg_dump で取り出して、新しいデータベースに入れてください。`,
  );
}

async function makeCluster(staging: string, as: RunAs, options: InitOptions): Promise<void> {
  const password = randomBytes(24).toString('hex');
  const pwfile = path.join(staging, 'initdb-password');
  const pgdata = path.join(staging, 'pgdata');
  await writePrivate(path.join(staging, 'password'), password);
  await writeFile(pwfile, password, { mode: 0o600 });
  await give(as, pwfile);
  const access = ['-U', databaseUser, `--pwfile=${pwfile}`, '--auth=scram-sha-256'];
  const rest = ['--data-checksums', '--no-instructions', ...(options.durable ? [] : ['--no-sync'])];
  let failed = '';
  for (const characters of charactersTried) {
    await mkdir(pgdata, { mode: 0o700 });
    await give(as, pgdata);
    // Sorted by code point, which no update of the system changes; letters are told from other characters by `characters`.
    failed = await initdb(as, ['-D', pgdata, ...access, '--encoding=UTF8', '--locale=C', `--lc-ctype=${characters}`, ...rest]);
    if (!failed.includes('invalid locale')) break;
    await rm(pgdata, { recursive: true, force: true });
  }
  await rm(pwfile, { force: true });
  if (failed) throw initFailure(failed, staging);
}

// With C alone pg_trgm finds nothing in Japanese.
const charactersTried = process.platform === 'darwin' ? ['en_US.UTF-8', 'C'] : ['C.UTF-8', 'en_US.UTF-8', 'C'];

/** What it complained of; empty when all went well. */
async function initdb(as: RunAs, args: string[]): Promise<string> {
  const child = run(as, 'initdb', args, ['ignore', 'ignore', 'pipe']);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  return await new Promise((resolve) => {
    child.on('error', (error) => resolve(messageOf(error)));
    child.on('close', (code, signal) => resolve(code === 0 ? '' : errors.trim() || `initdb ended with ${code ?? signal}`));
  });
}

function initFailure(message: string, staging: string): Error {
  const cause = `PostgreSQL が ${path.dirname(staging)} にデータベースを作れませんでした: ${message}\n`;
  if (/No space left|quota/i.test(message)) return embeddedFailure(cause, '100 MB 以上の空きを作って、もう一度起動してください。');
  if (/ENOENT|GLIBC|cannot execute|Exec format/.test(message)) return embeddedFailure(cause, 'glibc 2.25 以降の Linux（Alpine を除く）か、macOS 12 以降が必要です。');
  if (/could not look up effective user/.test(message)) return embeddedFailure(cause, '/etc/passwd に載っているユーザーで起動してください。');
  return embeddedFailure(cause, '示された原因を取り除いて、もう一度起動してください。');
}

async function removeAbandoned({ home }: Layout): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = /^init-(\d+)-/.exec(name)?.[1];
    if (!pid || ours.has(name)) continue;
    if (Number(pid) !== process.pid && (await processState(Number(pid))) !== 'gone') continue;
    await rm(path.join(home, name), { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined);
  }
}

async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return false;
      throw error;
    },
  );
}
