import { LlmError } from '../engine.js';
import { ConnectTimeout } from './http-exchange.js';
import { Refused } from './refused.js';

const CLOSED = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

/** Why there is no reply at all. The error itself goes no further: its text is the platform's, not for people. */
export function connectionFault(error: unknown, label: string, connectMs: number): Refused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const unreachable = (why: string): LlmError => new LlmError('server_unreachable', `The model server at ${label} cannot be reached: ${why}`);
  const failed = (what: string): LlmError => new LlmError('server_failed', `The model server at ${label} ${what}`);
  if (code === 'ECONNREFUSED') return new Refused(unreachable('nothing listens there. Is it running?'), { kind: 'wait', ms: null });
  if (code === 'EAI_AGAIN') return new Refused(unreachable('its name cannot be looked up right now.'), { kind: 'wait', ms: null });
  if (CLOSED.has(code)) return new Refused(failed('closed the connection without an answer.'), { kind: 'wait', ms: null });
  if (error instanceof ConnectTimeout) return new Refused(unreachable(`no connection within ${connectMs / 1000} s.`));
  if (code === 'ENOTFOUND') return new Refused(unreachable('its name is not known.'));
  if (code === 'ERR_INVALID_CHAR') return new Refused(failed('was not asked: its key has characters that no HTTP header can hold.'));
  if (code.startsWith('HPE_')) return new Refused(failed('does not speak HTTP as it should.'));
  return new Refused(unreachable(`${code || 'unknown fault'}.`));
}
