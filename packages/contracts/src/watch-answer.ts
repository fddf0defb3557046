import type { AnswerEvent } from './chat.js';
import { errorOf, type LlamuneClient } from './client.js';

/**
 * The events of one answer until it is done, over as many connections as it takes: a lost one is taken up again
 * where it broke off, so that no text comes twice or is missing. Ends quietly when `signal` aborts.
 * `onReconnect` is told before each further attempt, with what ended the last one (undefined: it merely ended).
 * @throws TRPCClientError when the server itself refuses (no such log, wrong key).
 */
export async function* watchAnswer(client: LlamuneClient, logId: number, options: { after?: number; thinkingAfter?: number; signal?: AbortSignal; onReconnect?: (attempt: number, error: unknown) => void } = {}): AsyncGenerator<AnswerEvent, void, undefined> {
  const { signal, onReconnect } = options;
  let received = options.after ?? 0;
  let thought = options.thinkingAfter ?? 0;
  let failure: unknown;
  for (let attempt = 0; !signal?.aborted; attempt++) {
    if (attempt > 0) {
      onReconnect?.(attempt, failure);
      await delay(Math.min(250 * 2 ** (attempt - 1), 5000), signal);
    }
    failure = undefined;
    try {
      const events = await client.chat.watch.query({ log_id: logId, after: received, thinking_after: thought }, signal ? { signal } : {});
      for await (const event of events) {
        attempt = 0;
        if (event.type === 'delta') received = event.at + event.text.length;
        if (event.type === 'thinking') thought = event.at + event.text.length;
        yield event;
        if (event.type === 'done') return;
      }
    } catch (error) {
      if (signal?.aborted) return;
      const refusal = errorOf(error);
      if (refusal && refusal.status < 500) throw error;
      failure = error;
    }
  }
}

const delay = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
