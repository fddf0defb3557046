import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('..', import.meta.url));

export interface Compiled extends AsyncDisposable {
  folder: string;
}

/** The package as it is now, as plain JavaScript, for tests that need whole processes of it. */
export async function compiled(): Promise<Compiled> {
  const cache = path.join(root, 'node_modules', '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(path.join(cache, 'compiled-'));
  const tsc = path.join(path.dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
  await promisify(execFile)(process.execPath, [tsc, '-p', path.join(root, 'tsconfig.build.json'), '--outDir', folder, '--declaration', 'false']);
  await writeFile(path.join(folder, 'server.mjs'), server);
  await writeFile(path.join(folder, 'tests.mjs'), tests);
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

// Stands for the application: starts the database, says so, and runs until it is killed.
const server = `
import { startEmbeddedPostgres } from './index.js';
const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2], log: console.error, durable: process.argv[3] === 'durable' });
console.log(JSON.stringify({ url: postgres.url(), pid: postgres.pid }));
process.stdin.on('end', () => postgres.stop()).resume();
`;

// Stands for a run of the tests.
const tests = `
import { startTestPostgres } from './testing/index.js';
const { adminUrl: url } = await startTestPostgres();
console.log(JSON.stringify({ url, pid: 0 }));
setInterval(() => undefined, 1_000);
`;

/** A process of the compiled package, killed at the end of the scope. */
export const startServer = (code: Compiled, dataDir: string, ...args: string[]) => startProgram(code, 'server.mjs', dataDir, ...args);

export function startProgram({ folder }: Compiled, program: string, ...args: string[]): { child: ChildProcess; ready: Promise<{ url: string; pid: number }> } & Disposable {
  const child = spawn(process.execPath, [path.join(folder, program), ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ready = new Promise<{ url: string; pid: number }>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => resolve(JSON.parse(text) as { url: string; pid: number }));
    child.on('close', () => reject(new Error(errors)));
  });
  ready.catch(() => undefined);
  return { child, ready, [Symbol.dispose]: () => void child.kill('SIGKILL') };
}

/** Runs the migrate command; resolves with its exit code and what it printed. */
export async function runMigrate({ folder }: Compiled, args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
  const file = pathToFileURL(path.join(folder, 'cli', 'migrate.js'));
  return await new Promise((resolve) => {
    const options = { env: { PATH: process.env['PATH'], ...env } };
    execFile(process.execPath, [fileURLToPath(file), ...args], options, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}
