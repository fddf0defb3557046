/** Aborts when nothing has come for too long, or when `outer` aborts. Disposing it ends whatever still uses its signal. */
export class IdleWatch implements Disposable {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #stop = () => this.#controller.abort();
  expired = false;

  constructor(
    readonly idleMs: number,
    private readonly outer?: AbortSignal,
  ) {
    this.#timer = setTimeout(() => {
      this.expired = true;
      this.#stop();
    }, idleMs);
    outer?.addEventListener('abort', this.#stop);
    if (outer?.aborted) this.#stop();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Something came. */
  alive() {
    this.#timer.refresh();
  }

  [Symbol.dispose]() {
    clearTimeout(this.#timer);
    this.outer?.removeEventListener('abort', this.#stop);
    this.#stop();
  }
}
