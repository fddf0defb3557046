import { LlmError, type Priority } from '../engine.js';
import { inTurnOrder } from '../llama/turn-order.js';
import type { ServerSettings } from './options.js';

/** A question on its way to a server. */
export interface Turn {
  readonly id: number;
  readonly options: { readonly user: string; readonly priority?: Priority | undefined };
  /** @param position 1 is next in turn. */
  queuedAt(position: number): void;
}

const SHORTEST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;
const NEWEST_DURATION_WEIGHT = 0.2;

/** The queue before one server, which would take more than it can answer well, and first come first served. */
export class ServerQueue {
  readonly #waiting = new Map<Turn, () => void>();
  readonly #running = new Set<Turn>();
  readonly #served = new Map<string, number>();
  #turns = 0;
  #meanDurationMs = SHORTEST_RETRY_MS;

  constructor(private readonly settings: Pick<ServerSettings, 'maxConcurrent' | 'maxQueue'>) {}

  get queued(): number {
    return this.#waiting.size;
  }

  get running(): number {
    return this.#running.size;
  }

  /**
   * Resolves when it is its turn; disposing of the place lets the next one in.
   * @throws {LlmError} queue_full. @throws the signal's reason when that is aborted first.
   */
  async enter(turn: Turn, signal: AbortSignal): Promise<Disposable> {
    signal.throwIfAborted();
    if (this.#waiting.size >= this.settings.maxQueue && !this.#hasRoomFor(turn)) throw this.#full();
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        if (!this.#waiting.delete(turn)) return;
        reject(signal.reason as Error);
        this.#tellPositions();
      };
      this.#waiting.set(turn, () => {
        signal.removeEventListener('abort', leave);
        resolve();
      });
      signal.addEventListener('abort', leave, { once: true });
      this.#advance();
    });
    const startedAt = performance.now();
    return {
      [Symbol.dispose]: () => {
        if (!this.#running.delete(turn)) return;
        this.#meanDurationMs += NEWEST_DURATION_WEIGHT * (performance.now() - startedAt - this.#meanDurationMs);
        this.#advance();
      },
    };
  }

  #advance(): void {
    for (const turn of this.#inOrder()) {
      if (!this.#hasRoomFor(turn)) continue;
      const admit = this.#waiting.get(turn);
      this.#waiting.delete(turn);
      this.#running.add(turn);
      this.#served.set(turn.options.user, ++this.#turns);
      admit?.();
    }
    // With nobody waiting and nobody served, all are equal again.
    if (this.#waiting.size === 0 && this.#running.size === 0) this.#served.clear();
    this.#tellPositions();
  }

  /** What no person waits for leaves one place free, so that a person never waits for a whole answer of that. */
  #hasRoomFor({ options: { priority = 'interactive' } }: Turn): boolean {
    const { maxConcurrent } = this.settings;
    return this.#running.size < (priority === 'interactive' ? maxConcurrent : Math.max(1, maxConcurrent - 1));
  }

  #inOrder(): Turn[] {
    const running = new Map<string, number>();
    for (const { options } of this.#running) running.set(options.user, (running.get(options.user) ?? 0) + 1);
    return inTurnOrder([...this.#waiting.keys()], running, this.#served);
  }

  #tellPositions(): void {
    for (const [index, turn] of this.#inOrder().entries()) turn.queuedAt(index + 1);
  }

  #full(): LlmError {
    const rounds = Math.ceil((this.#waiting.size + 1) / this.settings.maxConcurrent);
    const retryAfterMs = Math.round(Math.min(LONGEST_RETRY_MS, Math.max(SHORTEST_RETRY_MS, rounds * this.#meanDurationMs)));
    return new LlmError('queue_full', `${this.#waiting.size} questions are waiting for this model server already; try again in about ${Math.ceil(retryAfterMs / 1000)} s.`, { retryAfterMs });
  }
}
