import { chown, mkdir, rename, rmdir, stat, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { errorCode, embeddedFailure, messageOf } from '../start-error.js';

/** What lies in a data directory. `cluster` comes into being by one rename, so it is either complete or absent. */
export interface Layout {
  home: string;
  cluster: string;
  pgdata: string;
  /** Of the database user; made with the cluster and never changed. */
  password: string;
  /** The same for psql (`PGPASSFILE`), with the port of the last start. */
  pgpass: string;
  /** The port of the last start. */
  port: string;
  /** What PostgreSQL itself says. */
  log: string;
}

export function layoutOf(home: string): Layout {
  const cluster = path.join(home, 'cluster');
  return {
    home,
    cluster,
    pgdata: path.join(cluster, 'pgdata'),
    password: path.join(cluster, 'password'),
    pgpass: path.join(home, 'pgpass'),
    port: path.join(home, 'port'),
    log: path.join(home, 'postgres.log'),
  };
}

/** Makes the directory and shows that it can be written to. */
export async function prepareHome(home: string): Promise<void> {
  // As root, PostgreSQL runs as another user and must be able to pass through.
  await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const probe = path.join(home, `.probe-${randomBytes(6).toString('hex')}`);
  await mkdir(probe);
  await rmdir(probe);
}

const remedies: Record<string, string> = {
  ENOSPC: 'ディスクがいっぱいです。空きを作ってください。',
  EDQUOT: 'ディスクの割り当てを使い切っています。空きを作ってください。',
  EROFS: '読み取り専用の場所です。別のデータフォルダーを指定してください。',
  ENOTDIR: '途中にファイルがあります。別のデータフォルダーを指定してください。',
  EEXIST: '同じ名前のファイルがあります。別のデータフォルダーを指定してください。',
  EACCES: 'このユーザーに書き込みの権限を与えるか、別のデータフォルダーを指定してください。',
  EPERM: 'このユーザーに書き込みの権限を与えるか、別のデータフォルダーを指定してください。',
};

/** What the file system said about the data directory, with a remedy; every other error as it is. */
export function explained(error: unknown, home: string): unknown {
  const remedy = remedies[errorCode(error) ?? ''];
  return remedy ? embeddedFailure(`データフォルダー ${home} に書き込めません（${messageOf(error)}）。`, remedy, error) : error;
}

/** What root makes in the folder of somebody else belongs to that one, who may start without root the next time. */
export async function giveToFolderOwner(file: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(path.dirname(file));
  if (uid !== 0) await chown(file, uid, gid);
}

/** Replaces a file that only this user may read; a reader sees the old one or the new one, never half. */
export async function writePrivate(file: string, content: string): Promise<void> {
  const next = `${file}.${randomBytes(6).toString('hex')}.part`;
  await writeFile(next, content, { mode: 0o600, flag: 'wx' });
  await giveToFolderOwner(next);
  await rename(next, file);
}
