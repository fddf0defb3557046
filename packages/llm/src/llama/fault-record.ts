import { LlmError, type FileSource } from '../engine.js';
import type { ModelIdentity } from './model-identity.js';

const WINDOW_MS = 5 * 60_000;
const LOAD_CRASHES_TOLERATED = 2;
const FIRST_BACK_OFF_MS = 500;
const LONGEST_BACK_OFF_MS = 30_000;

interface Quarantine {
  source: FileSource;
  error: LlmError;
  until: number;
}

/**
 * Which model files have killed their process or could not be loaded. All is keyed by the file as it is on the disk, so
 * replacing the file clears it at once; waiting five minutes does too.
 */
export class FaultRecord {
  readonly #crashes = new Map<string, number[]>();
  readonly #loadCrashes = new Map<string, number[]>();
  readonly #quarantine = new Map<string, Quarantine>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Died while answering. */
  crashed(key: string): void {
    this.#crashes.set(key, [...this.#recent(this.#crashes, key), this.now()]);
  }

  /** Died while loading. True when it has now done so too often to be tried again. */
  crashedAtLoad(key: string): boolean {
    this.crashed(key);
    const times = [...this.#recent(this.#loadCrashes, key), this.now()];
    this.#loadCrashes.set(key, times);
    return times.length > LOAD_CRASHES_TOLERATED;
  }

  /** How long to wait before starting it (again): nothing after a first crash, then 0.5, 1, 2 … 30 s. */
  backOffMs(key: string): number {
    const crashes = this.#recent(this.#crashes, key).length;
    return crashes < 2 ? 0 : Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** (crashes - 2));
  }

  /** From now on questions to this model fail with `error`, without trying. */
  quarantine({ key, source }: Pick<ModelIdentity, 'key' | 'source'>, error: LlmError): void {
    this.#quarantine.set(key, { source, error, until: this.now() + WINDOW_MS });
  }

  /** A new error each time: each carries the stack of who asked. */
  quarantined(key: string): LlmError | undefined {
    const found = this.#quarantine.get(key);
    if (found === undefined) return undefined;
    if (found.until > this.now()) return new LlmError(found.error.code, found.error.message, { cause: found.error });
    this.#quarantine.delete(key);
    this.#loadCrashes.delete(key);
    return undefined;
  }

  failures(): { source: FileSource; error: string }[] {
    return [...this.#quarantine.values()].filter(({ until }) => until > this.now()).map(({ source, error }) => ({ source, error: error.message }));
  }

  #recent(times: Map<string, number[]>, key: string): number[] {
    return (times.get(key) ?? []).filter((time) => this.now() - time < WINDOW_MS);
  }
}
