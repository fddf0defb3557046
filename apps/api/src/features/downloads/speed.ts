const windowMs = 5000;
const everyMs = 250;

/** Bytes a second, over the last five seconds. */
export class Speed {
  #samples: { atMs: number; bytes: number }[] = [];

  /** @param bytes Received altogether. */
  note(bytes: number, atMs = performance.now()) {
    const last = this.#samples.at(-1);
    if (last && atMs - last.atMs < everyMs && bytes >= last.bytes) return;
    this.#samples = [...this.#samples.filter((sample) => atMs - sample.atMs <= windowMs && sample.bytes <= bytes), { atMs, bytes }];
  }

  /** Null: not known yet. */
  bytesPerSecond(bytes: number, atMs = performance.now()): number | null {
    const first = this.#samples.find((sample) => atMs - sample.atMs <= windowMs) ?? this.#samples.at(-1);
    if (!first || atMs <= first.atMs) return null;
    return Math.max(0, ((bytes - first.bytes) * 1000) / (atMs - first.atMs));
  }
}
