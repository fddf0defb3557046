import { errorOf, type InvalidInput } from '@llamune/contracts';
import { TRPCClientError } from '@trpc/client';
import { fieldSentence } from './field-sentence';
import { t } from './i18n';

type ByStatus = Partial<Record<number, string>>;

const general = (status: number, seconds: number | null): string => {
  const tooMany = seconds === null ? t('error.tooMany') : t('error.tooManyFor', { seconds });
  const unavailable = seconds === null ? t('error.unavailable') : t('error.unavailableFor', { seconds });
  const sentences: ByStatus = {
    400: t('error.invalid'),
    401: t('error.unauthenticated'),
    403: t('error.forbidden'),
    404: t('error.notFound'),
    409: t('error.conflict'),
    413: t('error.tooLarge'),
    422: t('error.invalid'),
    429: tooMany,
    502: t('error.modelFailed'),
    503: unavailable,
    504: unavailable,
  };
  return sentences[status] ?? (status >= 500 ? t('error.internal') : t('error.invalid'));
};

/** Input that breaks its schema comes by tRPC as a 400 with a list, by REST as a 422: to a reader both are the same. */
const invalidInputOf = (error: unknown): InvalidInput[] => {
  const detail = errorOf(error)?.detail;
  return Array.isArray(detail) ? detail : [];
};

/**
 * What to tell a person of a failed call, and what to do. `special` has the sentences of the one place
 * that knows what a status means there ("409: this name is taken").
 */
export const errorSentence = (error: unknown, special: ByStatus = {}): string => {
  const said = errorOf(error);
  if (said) return special[said.status] ?? general(said.status, said.retryAfterSeconds);
  // A call without an answer never reached the server or was cut off; anything else is a defect of this application.
  return error instanceof TRPCClientError ? t('error.offline') : t('error.program');
};

/** The server's own words, where they add something: never for defects, whose words are empty. */
export const errorDetail = (error: unknown): string | null => {
  const said = errorOf(error);
  return said && said.status !== 500 && typeof said.detail === 'string' ? said.detail : null;
};

/** The refused fields of a form by name: `['body', 'sampling', 'top_k']` is `sampling.top_k`. */
export const fieldErrors = (error: unknown): Record<string, string> =>
  Object.fromEntries(invalidInputOf(error).map(({ loc, type, msg }) => [loc.filter((part, index) => index > 0 || part !== 'body').join('.'), fieldSentence({ code: type, message: msg })]));
