import { LlmError, type LlmErrorCode } from '@llamune/llm';
import { DomainError, type ErrorKind } from './errors.js';

const kinds: Partial<Record<LlmErrorCode, ErrorKind>> = { model_corrupt: 'invalid', model_not_found: 'invalid', server_unreachable: 'model_failed', server_failed: 'model_failed' };

/** What the engine refused of a file or an address that somebody named, as a refusal of the request that named it. Anything else stays what it is. */
export const asRefusal = (error: unknown, field?: string): unknown => {
  if (!(error instanceof LlmError)) return error;
  const kind = kinds[error.code] ?? 'unavailable';
  return new DomainError(kind, field && kind === 'invalid' ? `${field}: ${error.message}` : error.message, { cause: error });
};
