import { chmod, mkdir, rename, rmdir, writeFile } from 'node:fs/promises';
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

/** Makes the directory and shows that it can be written to. Throws a DatabaseStartError. */
export async function prepareHome(home: string): Promise<void> {
  try {
    // As root, PostgreSQL runs as another user and must be able to pass through.
    await mkdir(home, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
    const probe = path.join(home, `.probe-${randomBytes(6).toString('hex')}`);
    await mkdir(probe);
    await rmdir(probe);
  } catch (error) {
    const remedy = {
      ENOSPC: 'ディスクがいっぱいです。空きを作ってください。',
      EDQUOT: 'ディスクの割り当てを使い切っています。空きを作ってください。',
      EROFS: '読み取り専用の場所です。別のデータフォルダーを指定してください。',
      ENOTDIR: '途中にファイルがあります。別のデータフォルダーを指定してください。',
      EEXIST: '同じ名前のファイルがあります。別のデータフォルダーを指定してください。',
    }[errorCode(error) ?? ''];
    throw embeddedFailure(
      `データフォルダー ${home} に書き込めません（${messageOf(error)}）。`,
      remedy ?? 'このユーザーに書き込みの権限を与えるか、別のデータフォルダーを指定してください。',
      error,
    );
  }
}

/** Replaces a file that only this user may read; a reader sees the old one or the new one, never half. */
export async function writePrivate(file: string, content: string): Promise<void> {
  const next = `${file}.${randomBytes(6).toString('hex')}.part`;
  await writeFile(next, content, { mode: 0o600, flag: 'wx' });
  await chmod(next, 0o600);
  await rename(next, file);
}
