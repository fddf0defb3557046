import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildJob, FromChild, ToChild } from './protocol.js';

const CHILD = fileURLToPath(new URL('./child.js', import.meta.url));
const STDERR_KEPT = 4096;
const SECRETS = /^(ADMIN_API_KEY|DATABASE_URL|PGPASSWORD|HF_TOKEN|LLM_SERVER_KEY|LLM_KEY_.*)$/;
const WATCH_EVERY_MS = 500;
/** The first answer may have to read the weights from a slow disk first. */
const FIRST_STEP_PATIENCE = 4;
const PATIENCE_FOR_SLOWEST_STEP = 20;
const CLOSE_GRACE_MS = 1000;

export interface Death {
  /** Part of a sentence: "it was killed (SIGKILL)". */
  reason: string;
  signal: NodeJS.Signals | null;
  /** It was killed from here: too late, silent, or not needed any more. */
  byUs: boolean;
}

interface ProcessEvents {
  message(message: FromChild): void;
  /** It ended without having been asked to. Comes after every message that it sent before. */
  died(death: Death): void;
}

/** One child process with its job, a watchdog, and what it said before it died. */
export class ModelProcess {
  readonly #child: ChildProcess;
  #stderr = '';
  #closing = false;
  #killedBecause: string | null = null;
  #busy = 0;
  #silentMs = 0;
  #slowestStepMs = 0;
  #alive = false;
  #watch: NodeJS.Timeout | undefined;

  constructor(
    job: ChildJob,
    private readonly events: ProcessEvents,
    private readonly stallMs: number,
  ) {
    // The parent's debugger and loader flags are not for the child, nor are secrets: it reads files that came from elsewhere.
    const inherited = Object.entries(process.env).filter(([name]) => !SECRETS.test(name));
    const env = { ...Object.fromEntries(inherited), UV_THREADPOOL_SIZE: '2', NODE_OPTIONS: '' };
    this.#child = fork(CHILD, { env, execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'json' });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT)));
    this.#child.on('message', (message) => this.#receive(message as FromChild));
    this.#child.once('error', (error) => this.#ended(`it could not be started: ${error.message}`, null));
    // Not 'exit': that may come before the last messages and the last lines of stderr. Nobody inherits these, so 'close' is prompt.
    this.#child.once('close', (code: number | null, signal) => this.#ended(signal === null ? `it ended itself with code ${code}` : `it was killed by ${signal}`, signal));
    this.send(job);
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** A message to a process that is dying is lost; its death is told by `died`. */
  send(message: ToChild): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  /** How many answers it works on. While it does, it must show signs of life. */
  setBusy(busy: number): void {
    if (this.#busy === 0) this.#silentMs = 0;
    this.#busy = busy;
    if (busy === 0) this.#stopWatch();
    else this.#watch ??= setInterval(() => this.#look(), WATCH_EVERY_MS);
  }

  kill(because: string): void {
    this.#killedBecause ??= because;
    this.#child.kill('SIGKILL');
  }

  /** Ends it and returns when it is gone, with its memory. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#stopWatch();
    if (this.#child.exitCode !== null || this.#child.signalCode !== null || this.#child.pid === undefined) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    if (this.#child.connected) this.#child.disconnect();
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), CLOSE_GRACE_MS);
    await gone;
    clearTimeout(impatience);
  }

  #receive(message: FromChild): void {
    this.#slowestStepMs = Math.max(this.#slowestStepMs, this.#silentMs);
    this.#silentMs = 0;
    // What tells of a prompt is sent before the first computation.
    this.#alive ||= this.#busy > 0 && message.kind !== 'started';
    if (!this.#closing) this.events.message(message);
  }

  /** Counts ticks, not the clock: a computer that slept has not waited for its model. */
  #look(): void {
    this.#silentMs += WATCH_EVERY_MS;
    const patience = Math.max(this.#alive ? this.stallMs : this.stallMs * FIRST_STEP_PATIENCE, this.#slowestStepMs * PATIENCE_FOR_SLOWEST_STEP);
    if (this.#silentMs > patience) this.kill(`it gave no sign of life for ${Math.round(this.#silentMs / 1000)} s`);
  }

  #stopWatch(): void {
    clearInterval(this.#watch);
    this.#watch = undefined;
  }

  #ended(reason: string, signal: NodeJS.Signals | null): void {
    this.#stopWatch();
    if (this.#closing) return;
    this.#closing = true;
    this.events.died({ reason: this.#killedBecause ?? assertionIn(this.#stderr) ?? reason, signal, byUs: this.#killedBecause !== null });
  }
}

/** What llama.cpp prints before it aborts: "/path/llama-model.cpp:1328: GGML_ASSERT(x >= 1) failed". */
function assertionIn(stderr: string): string | undefined {
  const found = /([\w-]+\.\w+:\d+): (GGML_\w+\(.*?\) failed|fatal error.*)/.exec(stderr);
  return found === null ? undefined : `llama.cpp gave up at ${found[1]}: ${found[2]}`;
}
