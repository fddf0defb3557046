import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { workPrefix, type Server } from './server.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => path.join(root, 'node_modules/.bin', name);

/**
 * examples/llamune-learning as somebody else has it: a copy in a folder of its own, compiled against the packed client, run by plain Node. What an
 * installation would bring is linked, so that no journey needs a registry. `using`.
 */
export const installLearner = () => {
  const folder = mkdtempSync(path.join(tmpdir(), `${workPrefix}${process.pid}-`));
  cpSync(path.join(root, 'examples/llamune-learning'), folder, { recursive: true, filter: (source) => !/[\\/](node_modules|dist|work)$/.test(source) });
  execFileSync(bin('pnpm'), ['pack', '--pack-destination', folder], { cwd: path.join(root, 'packages/contracts'), stdio: 'pipe' });
  const installed = path.join(folder, 'node_modules/@llamune/contracts');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', path.join(folder, readdirSync(folder).find((name) => name.endsWith('.tgz'))!), '-C', installed, '--strip-components=1']);
  for (const name of ['zod', '@types']) symlinkSync(realpathSync(path.join(root, 'packages/contracts/node_modules', name)), path.join(folder, 'node_modules', name));
  execFileSync(bin('tsc'), [], { cwd: folder, stdio: 'pipe' });
  return {
    folder,
    /** Runs it until it ends; answers what it said. */
    run: (server: Server, apiKey: string, args: string[]) => ended(startLearner(folder, server, apiKey, args)),
    /** Trains what an archive brings, without a server and without a key. */
    trainArchive: (args: string[]) => ended(spawnLearner(folder, args, {})),
    start: (server: Server, apiKey: string, args: string[]) => startLearner(folder, server, apiKey, args),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
};

const startLearner = (folder: string, server: Server, apiKey: string, args: string[]): ChildProcess =>
  spawnLearner(folder, ['--parent', '1', '--models-dir', path.join(server.dataDir, 'models'), ...args], { LLAMUNE_URL: server.url, LLAMUNE_API_KEY: apiKey });

const spawnLearner = (folder: string, args: string[], env: Record<string, string>): ChildProcess => spawn(process.execPath, ['dist/main.js', ...args], { cwd: folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });

/** @throws {Error} with what it said, when it failed. */
const ended = async (child: ChildProcess): Promise<string> => {
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const status = await new Promise((resolve) => child.once('close', resolve));
  if (status !== 0) throw new Error(`The learner ended with ${String(status)}:\n${said}`);
  return said;
};
