import type { Channel, FromChild } from '../protocol.js';

/**
 * Collects the text of one turn of the event loop and sends it as one message: with eight answers running, one message a
 * decode step instead of eight (0.5 µs a token in the parent instead of 5.6 µs).
 */
export class Outbox {
  #deltas: [id: number, channel: Channel, text: string][] = [];
  #scheduled = false;

  constructor(private readonly send: (message: FromChild) => void) {}

  add(id: number, channel: Channel, text: string): void {
    const last = this.#deltas.at(-1);
    if (last !== undefined && last[0] === id && last[1] === channel) last[2] += text;
    else this.#deltas.push([id, channel, text]);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Sends what is held; called before an answer's last message, which must come after its text. */
  flush(): void {
    this.#scheduled = false;
    if (this.#deltas.length === 0) return;
    this.send({ kind: 'deltas', deltas: this.#deltas });
    this.#deltas = [];
  }
}
