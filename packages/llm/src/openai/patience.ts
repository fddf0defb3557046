/** One thing that is waited for at a time. When it does not come, `onOver` runs and `over` says why. */
export class Patience implements Disposable {
  over: Error | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly onOver: () => void) {}

  /** @param ms Infinity: as long as it takes. */
  await(ms: number, error: Error): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (ms > LONGEST_TIMER_MS) return;
    this.#timer = setTimeout(() => {
      this.over = error;
      this.onOver();
    }, ms);
  }

  /** The same again, from now on. */
  renew(): void {
    this.#timer?.refresh();
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** A timer that is longer would fire at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
