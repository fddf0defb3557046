import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLlamuneClient, type LlamuneClient } from '@llamune/contracts';
import { writeRandomModel } from '@llamune/llm/testing';

const root = fileURLToPath(new URL('..', import.meta.url));
export const workPrefix = 'llamune-e2e-';

/** The real server, started as `npm start` starts it, in a data folder of its own. */
export class Server {
  output = '';
  private child: ChildProcess | undefined;
  private firstOutput: string | undefined;

  private constructor(
    readonly dir: string,
    readonly port: number,
    private readonly env: Record<string, string>,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<Server> {
    const server = new Server(mkdtempSync(path.join(tmpdir(), `${workPrefix}${process.pid}-`)), await freePort(), env);
    try {
      await server.run();
    } catch (error) {
      rmSync(server.dir, { recursive: true, force: true, maxRetries: 5 });
      throw error;
    }
    return server;
  }

  get url() {
    return `http://localhost:${this.port}`;
  }
  get dataDir() {
    return path.join(this.dir, 'data');
  }
  get pid() {
    return this.child!.pid!;
  }

  /** Starts it (again) and waits until it says that it listens. */
  async run(env: Record<string, string> = {}) {
    this.output = '';
    const child = spawn(process.execPath, ['tools/start.mjs'], {
      cwd: root,
      // Every setting is given, so that a developer's own .env changes nothing.
      env: { ...process.env, DATABASE_URL: '', MODELS_DIR: '', REGISTRATION: '', ADMIN_API_KEY: '', CORS_ORIGINS: '', LLM_GPU: 'off', LLM_THREADS: '1', HOST: '127.0.0.1', PORT: String(this.port), DATA_DIR: this.dataDir, ...this.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    writeFileSync(path.join(this.dir, 'server.pid'), String(child.pid));
    const collect = (chunk: Buffer) => (this.output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    const ended = once(child, 'close').then(() => Promise.reject(new Error(`The server ended:\n${this.output}`)));
    ended.catch(() => {});
    await Promise.race([ended, until(() => this.output.includes('終了するには Ctrl-C'), 90_000)]);
    this.firstOutput ??= this.output;
  }

  /** As Ctrl-C does. Answers the exit status. */
  async interrupt(): Promise<number | null> {
    return this.end('SIGINT');
  }
  async kill() {
    await this.end('SIGKILL');
  }
  async dispose() {
    await this.end('SIGINT');
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** The sign-in link that the first start printed. */
  get signInLink() {
    const link = /\S+\/app\/sign-in#key=\S+/.exec(this.firstOutput ?? '')?.[0];
    if (!link) throw new Error(`No sign-in link in:\n${this.firstOutput}`);
    return link;
  }
  get adminKey() {
    return this.signInLink.split('#key=')[1]!;
  }
  /** What the printed line lets psql use. */
  get psqlEnv(): Record<string, string> {
    return Object.fromEntries([...this.output.matchAll(/\b(PG\w+)=(\S+)/g)].map((match) => [match[1]!, match[2]!]));
  }

  client(apiKey: string): LlamuneClient {
    return createLlamuneClient({ url: this.url, apiKey });
  }
  /** A new user of this server. */
  async register(username: string) {
    const { api_key } = await this.client('').users.create.mutate({ username });
    return { apiKey: api_key, client: this.client(api_key), signInLink: `${this.url}/app/sign-in#key=${api_key}` };
  }

  /** Registers a model that writes nonsense, slowly, until it is stopped or out of tokens. */
  async addSlowModel(admin: LlamuneClient) {
    mkdirSync(path.join(this.dataDir, 'models'), { recursive: true });
    writeRandomModel(path.join(this.dataDir, 'models/slow.gguf'), { width: 512, layers: 8, heads: 8, keyValueHeads: 8, feedForward: 2048 });
    return admin.models.create.mutate({ model_name: 'slow', file: 'slow.gguf' });
  }

  /** Processes that the server has started, whose command line contains this. */
  childrenWith(what: string): number[] {
    return execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
      .split('\n')
      .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
      .flatMap((match) => (match && Number(match[2]) === this.pid && match[3]!.includes(what) ? [Number(match[1])] : []));
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exited)[0];
  }
}

/** Waits until something is so. */
export const until = async (isSo: () => boolean | Promise<boolean>, timeoutMs = 30_000) => {
  const deadline = Date.now() + timeoutMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Not so after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

const freePort = async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
};
