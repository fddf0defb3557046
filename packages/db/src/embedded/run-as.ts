import { spawn, spawnSync, type ChildProcess, type StdioOptions } from 'node:child_process';
import { chown, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { withLinks, type Binaries } from './binaries.js';
import { embeddedFailure } from '../start-error.js';
import { layoutOf } from './layout.js';

interface User {
  uid: number;
  gid: number;
}

/** As whom and from where PostgreSQL runs. It refuses to be root. */
export interface RunAs {
  description: string;
  /** The folder of its programs. */
  native: string;
  /** Whom its files belong to; null: the user of this process. */
  owner: User | null;
  /** The user to change to before the program starts. */
  user?: User;
  /** A command that it is started through instead. */
  through?: string[];
}

// -2 on macOS, as an unsigned number.
const nobody: User = process.platform === 'darwin' ? { uid: 4_294_967_294, gid: 4_294_967_294 } : { uid: 65_534, gid: 65_534 };
const environment = { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Decides how to run PostgreSQL on a data directory, which exists. Throws a DatabaseStartError when there is no way. */
export async function chooseRunAs(binaries: Binaries, home: string): Promise<RunAs> {
  const owner = await ownerOf(layoutOf(home).pgdata);
  const native = await withLinks(binaries, home);
  const uid = process.getuid?.();
  if (uid === 0) return await choiceOfRoot(native, home, owner);
  if (owner && owner.uid !== uid) {
    throw embeddedFailure(`${home} のデータベースは、ユーザー ${owner.uid} のものです。`, 'そのユーザーか root で起動するか、別のデータフォルダーを指定してください。');
  }
  return { description: 'このユーザー', native, owner: null };
}

async function choiceOfRoot(native: string, home: string, owner: User | null): Promise<RunAs> {
  // Somebody else's data, or else somebody else's folder, is used as that one.
  const user = [owner, await ownerOf(home)].find((found) => found && found.uid !== 0) ?? nobody;
  const [plain, namespace, capability] = waysOfRoot(native, user);
  const reachable = (await canReach(user.uid, home)) && (await canReach(user.uid, native));
  if (owner?.uid !== 0 && reachable && works(plain)) return plain;
  if ((!owner || owner.uid === 0) && works(namespace)) return namespace;
  const chosen = reachable ? plain : capability;
  if (!works(chosen)) {
    throw embeddedFailure(
      `PostgreSQL は root では動かず、ユーザー ${user.uid} は ${reachable ? native : home} を使えません。`,
      '一般ユーザーで起動するか、データフォルダーとプログラムを、誰でも通れる場所（/root の外）に置いてください。',
    );
  }
  if (owner?.uid === 0) await chownTree(layoutOf(home).pgdata, user);
  return chosen;
}

/** In the order in which they are tried. The second and the third work below folders that only root may enter. */
function waysOfRoot(native: string, user: User): [RunAs, RunAs, RunAs] {
  return [
    { description: `ユーザー ${user.uid}`, native, owner: user, user },
    { description: '権限を外した root', native, owner: null, through: ['unshare', '--user', '--'] },
    // Docker's default profile forbids user namespaces, but leaves root this capability. Without the secure bit, access(2) would ignore it.
    {
      description: `ユーザー ${user.uid}、root のフォルダーを通れる`,
      native,
      owner: user,
      through: [
        'setpriv',
        '--securebits=+no_setuid_fixup',
        `--reuid=${user.uid}`,
        `--regid=${user.gid}`,
        '--clear-groups',
        '--inh-caps=+dac_override',
        '--ambient-caps=+dac_override',
        '--',
      ],
    },
  ];
}

/** Starts one of PostgreSQL's programs in a session of its own, so that Ctrl-C does not reach it. */
export function run(as: RunAs, program: 'initdb' | 'postgres', args: string[], stdio: StdioOptions): ChildProcess {
  const [command, rest] = commandLine(as, program, args);
  return spawn(command, rest, { ...spawnOptions(as), detached: true, stdio });
}

/** Gives a file or folder to the user that PostgreSQL runs as. */
export async function give(as: RunAs, file: string): Promise<void> {
  if (as.owner) await chown(file, as.owner.uid, as.owner.gid);
}

const works = (as: RunAs): boolean => {
  const [command, args] = commandLine(as, 'postgres', ['--version']);
  return spawnSync(command, args, { ...spawnOptions(as), stdio: 'ignore' }).status === 0;
};

function commandLine(as: RunAs, program: string, args: string[]): [string, string[]] {
  const [command = '', ...rest] = [...(as.through ?? []), path.join(as.native, 'bin', program), ...args];
  return [command, rest];
}

// libuv takes signed numbers: -2 for macOS's nobody.
const spawnOptions = ({ user }: RunAs) => ({ cwd: '/', env: environment, ...(user && { uid: user.uid | 0, gid: user.gid | 0 }) });

async function ownerOf(folder: string): Promise<User | null> {
  return await stat(folder).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => null,
  );
}

/** Whether `uid` may pass through every folder down to `folder`. */
async function canReach(uid: number, folder: string): Promise<boolean> {
  for (let at = await realpath(folder); ; at = path.dirname(at)) {
    const { mode, uid: owner } = await stat(at);
    if (!(mode & (owner === uid ? 0o100 : 0o001))) return false;
    if (at === path.dirname(at)) return true;
  }
}

async function chownTree(folder: string, user: User): Promise<void> {
  await chown(folder, user.uid, user.gid);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) await chownTree(file, user);
    else if (entry.isFile()) await chown(file, user.uid, user.gid);
  }
}
