import { EventEmitter, on } from 'node:events';

/**
 * Runs some work and yields how far it is: the newest state only, for whom reads slowly; at last what `finish` makes of the outcome.
 * Whoever goes away aborts the signal that the work is given.
 */
export async function* withProgress<Progress, Outcome, End>(
  work: (watch: { onProgress: (progress: Progress) => void; signal: AbortSignal }) => Promise<Outcome>,
  finish: (outcome: Outcome) => Promise<End>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Progress | End, void, undefined> {
  const gone = new AbortController();
  const ended = new AbortController();
  const news = new EventEmitter();
  let latest: Progress | undefined;
  const working = work({
    signal: signal ? AbortSignal.any([signal, gone.signal]) : gone.signal,
    onProgress: (progress) => {
      latest = progress;
      news.emit('progress');
    },
  }).finally(() => ended.abort());
  working.catch(() => {});
  try {
    yield* progressOf(news, ended.signal, () => {
      const progress = latest;
      latest = undefined;
      return progress;
    });
    yield await finish(await working);
  } finally {
    gone.abort();
  }
}

async function* progressOf<Progress>(news: EventEmitter, ended: AbortSignal, takeLatest: () => Progress | undefined): AsyncGenerator<Progress, void, undefined> {
  try {
    for await (const _ of on(news, 'progress', { signal: ended })) {
      const progress = takeLatest();
      if (progress !== undefined) yield progress;
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
