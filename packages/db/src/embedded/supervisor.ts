import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../start-error.js';
import { endPostmaster } from './end-postmaster.js';
import { processState } from './postmaster-pid.js';
import { startOrAdopt, type Postmaster, type StartContext } from './postmaster.js';

const longestPauseMs = 5_000;

/** Keeps PostgreSQL running on one port until it is stopped. */
export class Supervisor {
  #current: Postmaster;
  readonly #context: StartContext;
  readonly #stopping = new AbortController();
  readonly #followed: Promise<void>;
  #stopped: Promise<void> | undefined;

  constructor(context: Omit<StartContext, 'signal'>, current: Postmaster) {
    this.#context = { ...context, signal: this.#stopping.signal };
    this.#current = current;
    this.#followed = this.#follow();
  }

  get pid(): number {
    return this.#current.pid;
  }

  /** Stops PostgreSQL, unless another process uses it too: then that one keeps it. May be called again. */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  async #follow(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      await Promise.race([this.#current.watch.ended, aborted(this.#stopping.signal)]);
      if (this.#stopping.signal.aborted) return;
      await this.#recover(this.#current);
    }
  }

  async #recover({ pid, port }: Postmaster): Promise<void> {
    const { log, signal } = this.#context;
    const since = performance.now();
    if ((await processState(pid)) === 'gone') log(`PostgreSQL（プロセス ${pid}）が突然終了しました。もう一度起動します。`);
    for (let pause = 100; !signal.aborted; pause = Math.min(pause * 2, longestPauseMs)) {
      try {
        this.#current = await startOrAdopt(this.#context, port);
        if (this.#current.pid !== pid) log(`PostgreSQL が再び動いています（プロセス ${this.#current.pid}、${Math.round(performance.now() - since)} ms 後）。`);
        return;
      } catch (error) {
        if (signal.aborted) return;
        log(`PostgreSQL を起動できませんでした。${pause} ms 後にもう一度試します: ${messageOf(error)}`);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    await this.#followed;
    const { pid, watch } = this.#current;
    try {
      if ((await processState(pid)) !== 'postgres') return;
      // No answer means that it is going down already, or hangs: the signal is right in both cases.
      const last = await watch.isLastUser().catch(() => true);
      if (last) await endPostmaster(pid, this.#context.log);
      else this.#context.log(`PostgreSQL（プロセス ${pid}）は、ほかのプロセスが使っているので動かしておきます。`);
    } finally {
      await watch.close();
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
