import type { AnswerEvent } from '../engine.js';

/**
 * The events of one answer between the engine and its reader. A slow reader delays nobody: text that waits is joined, so at
 * most the whole answer and a few small events are held.
 */
export class EventBuffer {
  #events: AnswerEvent[] = [];
  #ended = false;
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  push(event: AnswerEvent): void {
    if (this.#ended) return;
    const last = this.#events.at(-1);
    if (event.type === 'delta' && last?.type === 'delta' && last.channel === event.channel) this.#replaceLast({ ...last, text: last.text + event.text });
    else if (event.type === last?.type && (event.type === 'queued' || event.type === 'loading')) this.#replaceLast(event);
    else this.#events.push(event);
    this.#wake?.();
  }

  /** No more events; with an error, the reader gets it after the events that came before it. */
  end(error?: Error): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#error = error;
    this.#wake?.();
  }

  async *read(): AsyncGenerator<AnswerEvent, void, undefined> {
    for (;;) {
      const event = this.#events.shift();
      if (event !== undefined) yield event;
      else if (this.#ended) break;
      else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#error !== undefined) throw this.#error;
  }

  #replaceLast(event: AnswerEvent): void {
    this.#events[this.#events.length - 1] = event;
  }
}

/** An answer in the making, as its reader needs it. */
interface Readable {
  readonly events: EventBuffer;
  stop(cause: 'aborted'): void;
}

/** The events of an answer that begins with the first `next()`. Leaving early stops it, also while the reader waits for an event. */
export function readFromStart(begin: () => Readable): AsyncGenerator<AnswerEvent, void, undefined> {
  let answer: Readable | undefined;
  const read = (async function* (): AsyncGenerator<AnswerEvent, void, undefined> {
    answer = begin();
    yield* answer.events.read();
  })();
  // A generator that waits for its next event would look at return() only after that event.
  const leave = read.return.bind(read);
  read.return = (value) => {
    answer?.events.end();
    answer?.stop('aborted');
    return leave(value);
  };
  return read;
}
