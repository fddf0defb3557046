import type { IncomingHttpHeaders } from 'node:http';
import { LlmError } from '../engine.js';
import { isObject } from './chat-chunk.js';
import { contextRefusal } from './context-refusal.js';
import { Refused, type OptionalField } from './refused.js';
import { saidText } from './said-text.js';

/** A reply that is no answer. `text` is its body as far as it was read. */
export interface RefusingReply {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Who was asked for what; the key is only for taking it out of what the server says. */
export interface Asked {
  label: string;
  model: string;
  apiKey?: string | undefined;
}

const SAMPLING_EXTRAS: readonly OptionalField[] = ['top_k', 'min_p', 'repetition_penalty', 'repeat_penalty'];
const UNKNOWN_FIELD = /unrecogni[sz]ed|unknown|unsupported|not supported|not permitted|unexpected|forbidden|extra inputs|additional propert|not allowed/i;
const NO_SUCH_MODEL = /model_not_found|model\b.{0,120}?\b(?:not found|does not exist|is not (?:found|available|served))|(?:no such|unknown|invalid) model/i;
const NOTHING_THERE = /^(?:404 )?(?:file |page )?not found\.?$/i;
const LOADING = /loading model|model is (?:still )?loading/i;
const UNSAID_RETRY_MS = 5000;

/** What a refusing reply means, for whoever asked and for what to do next. */
export function refusalOf(reply: RefusingReply, asked: Asked): Refused {
  const { status, headers, text } = reply;
  const server = `The model server at ${asked.label}`;
  const failed = (what: string): LlmError => new LlmError('server_failed', `${server} ${what}`);
  if (status === 401 || status === 403) return new Refused(failed(asked.apiKey ? `refuses the key (${status}).` : `needs a key (${status}), and none is set for this model.`));
  if (status >= 300 && status < 400) return new Refused(failed(`redirects to another address (${status}). Enter the address it redirects to.`));
  if (isWebPage(reply) && status < 500) return new Refused(failed(`answers with a web page (${status}), not as an OpenAI-compatible server. Is the address right, with /v1 at its end?`));
  const error = errorIn(text);
  if (status < 300) return new Refused(error === null ? failed('does not send its answer as a stream.') : errorWithin(error, asked));
  const said = isWebPage(reply) ? '' : saidText(messageOf(error), asked.apiKey);
  const words = said === '' ? `status ${status}.` : `${status}, ${said}`;
  if (status === 429 || status === 503) return busy(words, headers, asked, LOADING.test(said));
  return contextRefusal(error, said, asked.label) ?? notFound(status, said, asked) ?? unknownFields(status, said, words, asked) ?? new Refused(failed(`failed: ${words}`), status >= 500 && status !== 501 ? { kind: 'wait', ms: null } : null);
}

/** What the server says within a stream that had begun well; nothing helps any more. */
export function errorWithin(error: unknown, asked: Asked): LlmError {
  const said = saidText(messageOf(error), asked.apiKey);
  return contextRefusal(error, said, asked.label)?.error ?? new LlmError('server_failed', `The model server at ${asked.label} broke off the answer: ${said || 'it did not say why.'}`);
}

function busy(words: string, headers: IncomingHttpHeaders, { label }: Asked, isLoading: boolean): Refused {
  const ms = retryAfterOf(headers);
  const details = { retryAfterMs: ms ?? UNSAID_RETRY_MS };
  const error = new LlmError('queue_full', `The model server at ${label} takes no more questions right now (${words}); try again in about ${Math.ceil(details.retryAfterMs / 1000)} s.`, details);
  return new Refused(error, isLoading ? { kind: 'loading' } : { kind: 'wait', ms });
}

function notFound(status: number, said: string, { label, model }: Asked): Refused | null {
  if (status === 404 && (said === '' || NOTHING_THERE.test(said)))
    return new Refused(new LlmError('server_failed', `The server at ${label} has no OpenAI-compatible API there (404). Is the address right, with /v1 at its end?`));
  if (status !== 404 && !(status >= 400 && status < 500 && NO_SUCH_MODEL.test(said))) return null;
  return new Refused(new LlmError('model_not_found', `The model server at ${label} has no model "${model}": ${said}`));
}

function unknownFields(status: number, said: string, words: string, { label }: Asked): Refused | null {
  if ((status !== 400 && status !== 422) || !UNKNOWN_FIELD.test(said)) return null;
  const fields: OptionalField[] = [];
  // Only the first unknown field may be named: all of a kind are left out together.
  if (SAMPLING_EXTRAS.some((field) => said.includes(field))) fields.push(...SAMPLING_EXTRAS);
  if (said.includes('stream_options')) fields.push('stream_options');
  return fields.length === 0 ? null : new Refused(new LlmError('server_failed', `The model server at ${label} failed: ${words}`), { kind: 'omit', fields });
}

function isWebPage({ headers, text }: RefusingReply): boolean {
  return headers['content-type']?.includes('html') === true || /^\s*<(?:!doctype|html)/i.test(text);
}

/** Null: it names none. */
function errorIn(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    if (!isObject(json)) return text;
    return json['error'] ?? ('choices' in json ? null : json);
  } catch {
    return text;
  }
}

/** `"…"`, `{ message }`, `{ detail }`, or FastAPI's list of `{ loc, msg }`. */
function messageOf(error: unknown): string {
  if (!isObject(error)) return typeof error === 'string' ? error : '';
  const said = error['message'] ?? error['detail'] ?? error['error'] ?? '';
  return typeof said === 'string' ? said : JSON.stringify(said);
}

/** In seconds, or as a date. Null: not said, or not understood. */
function retryAfterOf(headers: IncomingHttpHeaders): number | null {
  const said = headers['retry-after']?.trim() ?? '';
  const ms = /^\d{1,9}(?:\.\d+)?$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : null;
}
