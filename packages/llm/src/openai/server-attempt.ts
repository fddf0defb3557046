import type { IncomingMessage } from 'node:http';
import { LlmError } from '../engine.js';
import type { AnswerText } from './answer-text.js';
import { connectionFault } from './connection-fault.js';
import { exchange, readShort } from './http-exchange.js';
import type { ServerSettings } from './options.js';
import { Patience } from './patience.js';
import { refusalOf, type Asked } from './refusal.js';
import { Refused } from './refused.js';
import { SseData } from './sse-data.js';

const LONGEST_EVENT = 1_000_000;
const LONGEST_REFUSAL = 100_000;

export interface Attempt {
  url: URL;
  body: string;
  asked: Asked;
  settings: ServerSettings;
  text: AnswerText;
  /** Closes the connection; the rejection is then of no interest. */
  signal: AbortSignal;
  /** The server has begun to answer. */
  onAccepted: (reply: IncomingMessage) => void;
}

/**
 * Asks once and reads the answer to its end.
 * @throws {Refused} when not one byte of an answer came. @throws {LlmError} when it went wrong later; what was told before stays valid.
 */
export async function attempt(parts: Attempt): Promise<void> {
  const { signal, settings, text, asked } = parts;
  const connection = new AbortController();
  const close = (): void => connection.abort();
  signal.addEventListener('abort', close, { once: true });
  using patience = new Patience(close);
  const progress = { begun: false };
  try {
    signal.throwIfAborted();
    patience.await(settings.firstTokenMs, silentFor(settings.firstTokenMs, asked));
    const reply = await exchange({ ...parts, apiKey: asked.apiKey, connectMs: settings.connectMs, signal: connection.signal });
    await readReply(reply, parts, patience, progress);
  } catch (error) {
    if (error instanceof LlmError || error instanceof Refused || signal.aborted) throw error;
    if (text.finish !== null) return;
    if (patience.over !== null) throw patience.over;
    throw progress.begun ? cutOff(asked) : connectionFault(error, asked.label, settings.connectMs);
  } finally {
    signal.removeEventListener('abort', close);
    connection.abort();
  }
}

async function readReply(reply: IncomingMessage, parts: Attempt, patience: Patience, progress: { begun: boolean }): Promise<void> {
  const type = reply.headers['content-type'] ?? '';
  if (reply.statusCode !== 200 || /html|json/i.test(type)) throw await refusalBy(reply, parts, patience);
  parts.onAccepted(reply);
  const { text, settings, asked } = parts;
  const events = new SseData(LONGEST_EVENT);
  for await (const bytes of reply as AsyncIterable<Uint8Array>) {
    progress.begun = true;
    const before = phaseOf(text);
    for (const data of eventsIn(events, bytes, asked)) if (text.take(data)) return;
    const phase = phaseOf(text);
    if (phase === 'running' && before === 'running') patience.renew();
    else if (phase === 'running') patience.await(settings.idleMs, stalled(settings.idleMs, asked));
    else if (before !== 'ended' && phase === 'ended') patience.await(settings.settleMs, cutOff(asked));
  }
  for (const data of events.end()) text.take(data);
  if (text.finish === null) throw cutOff(asked);
}

function phaseOf({ finish, firstTokenAt }: AnswerText): 'waiting' | 'running' | 'ended' {
  if (finish !== null) return 'ended';
  return firstTokenAt === null ? 'waiting' : 'running';
}

function* eventsIn(events: SseData, bytes: Uint8Array, asked: Asked): Generator<string, void, undefined> {
  try {
    yield* events.feed(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LlmError('server_failed', `The model server at ${asked.label} sent a line of more than ${LONGEST_EVENT} characters.`);
  }
}

async function refusalBy(reply: IncomingMessage, { asked, settings }: Attempt, patience: Patience): Promise<Refused> {
  patience.await(settings.listMs, silentFor(settings.listMs, asked));
  const text = await readShort(reply, LONGEST_REFUSAL);
  return refusalOf({ status: reply.statusCode ?? 0, headers: reply.headers, text }, asked);
}

function cutOff({ label }: Asked): LlmError {
  return new LlmError('server_failed', `The model server at ${label} broke off in the middle of its answer.`);
}

function stalled(ms: number, { label }: Asked): LlmError {
  return new LlmError('server_failed', `The model server at ${label} fell silent for ${ms / 1000} s in the middle of its answer.`);
}

function silentFor(ms: number, { label }: Asked): LlmError {
  return new LlmError('server_unreachable', `The model server at ${label} did not begin to answer within ${ms / 1000} s.`);
}
