import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLlamuneClient } from '@llamune/contracts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const adminKey = 'llamune_bench_key_of_the_admin';

/** The real server with its own database, in a folder that is removed at the end. */
export const startServer = async (env = {}) => {
  const dir = mkdtempSync(path.join(tmpdir(), 'llamune-bench-'));
  const port = await freePort();
  const clean = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(DATABASE_URL|MODELS_DIR|LLM_|HF_)/.test(name)));
  const child = spawn(process.execPath, ['apps/api/dist/main.js'], {
    cwd: root,
    env: { ...clean, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: path.join(dir, 'data'), ADMIN_API_KEY: adminKey, LLM_GPU: 'off', LLM_THREADS: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = once(child, 'close').then(() => Promise.reject(new Error(`the server ended:\n${output}`)));
  ended.catch(() => {});
  const url = `http://127.0.0.1:${port}`;
  const ready = async () => {
    while (!(await fetch(`${url}/health`).then(({ ok }) => ok, () => false))) await new Promise((resolve) => setTimeout(resolve, 100));
  };
  await Promise.race([ended, ready()]);
  const modelsDir = path.join(dir, 'data/models');
  return {
    url,
    adminKey,
    pid: child.pid,
    modelsDir,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    client: (apiKey = adminKey) => createLlamuneClient({ url, apiKey }),
    /** Puts a file into the models folder and registers it. Answers the model's id. */
    async addModel(file, name = path.basename(file, '.gguf')) {
      mkdirSync(modelsDir, { recursive: true });
      const target = path.join(modelsDir, path.basename(file));
      try {
        linkSync(file, target);
      } catch {
        copyFileSync(file, target);
      }
      return (await createLlamuneClient({ url, apiKey: adminKey }).models.create.mutate({ model_name: name, file: path.basename(file) })).id;
    },
    /** CPU seconds of the server, its inference processes and its PostgreSQL since they began. */
    cpuSeconds: () => processesOf(child.pid, dir).reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
    /** Resident bytes of the server and of its inference processes. */
    residentBytes: () => ({ server: residentOf(child.pid), inference: inferenceOf(child.pid).reduce((sum, pid) => sum + residentOf(pid), 0) }),
    inferencePids: () => inferenceOf(child.pid),
    async stop() {
      child.kill('SIGINT');
      await once(child, 'close');
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const numbersIn = (dir) => readdirSync(dir).filter((name) => /^\d+$/.test(name)).map(Number);
const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
const parentOf = (pid) => Number(/^PPid:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
const childrenOf = (pid) => numbersIn('/proc').filter((other) => parentOf(other) === pid);
const inferenceOf = (pid) => childrenOf(pid).filter((child) => read(`/proc/${child}/cmdline`).includes('llama/child.js'));
const processesOf = (pid, dir) => {
  const postgres = path.join(dir, 'data/postgres');
  const pidFile = readdirSync(postgres, { recursive: true }).find((name) => path.basename(name) === 'postmaster.pid');
  const postmaster = pidFile === undefined ? 0 : Number(read(path.join(postgres, pidFile)).split('\n')[0]);
  return [pid, ...inferenceOf(pid), ...(postmaster ? [postmaster, ...childrenOf(postmaster)] : [])];
};
/** Nanoseconds on a core, of all threads; the clock ticks of /proc/…/stat are too coarse. */
const cpuSecondsOf = (pid) => {
  try {
    return numbersIn(`/proc/${pid}/task`).reduce((sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0] || 0), 0) / 1e9;
  } catch {
    return 0;
  }
};
const residentOf = (pid) => Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
