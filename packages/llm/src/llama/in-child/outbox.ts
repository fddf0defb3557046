import type { Channel, FromChild } from '../protocol.js';

/**
 * How often text goes out. On its way to a browser each piece costs the server about 0.4 ms, nearly all of it the system's for
 * sending a packet; so the more answers run, the larger their pieces. With 16 answers still 6 pictures a second.
 */
const EVERY_MS = 50;
const LONGER_FOR_EACH_MS = 8;

/** Collects the text of all answers and sends it as one message, not more often than anybody can see. */
export class Outbox {
  #deltas = new Map<string, [id: number, channel: Channel, text: string]>();
  /** Answers of which the first text is out. */
  readonly #begun = new Set<number>();
  #sentAt = 0;
  #urgent = false;

  constructor(readonly send: (message: FromChild) => void) {}

  add(id: number, channel: Channel, text: string): void {
    const key = `${channel}${id}`;
    const held = this.#deltas.get(key);
    if (held === undefined) this.#deltas.set(key, [id, channel, text]);
    else held[2] += text;
    // The first word of an answer goes out at once: somebody is waiting for it.
    if (!this.#begun.has(id)) {
      this.#begun.add(id);
      this.#urgent = true;
    }
  }

  flushIfDue(now: number): void {
    if (this.#deltas.size === 0) return;
    if (this.#urgent || now - this.#sentAt >= EVERY_MS + this.#begun.size * LONGER_FOR_EACH_MS) this.flush();
  }

  /** An answer's last message, after all its text. */
  end(id: number, last: FromChild): void {
    this.flush();
    this.#begun.delete(id);
    this.send(last);
  }

  flush(): void {
    this.#urgent = false;
    this.#sentAt = performance.now();
    if (this.#deltas.size === 0) return;
    this.send({ kind: 'deltas', deltas: [...this.#deltas.values()] });
    this.#deltas = new Map();
  }
}
