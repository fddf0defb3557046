import { databaseFault } from '@llamune/db';
import { TRPCError } from '@trpc/server';

/** Every way a request can be refused. A kind without a row does not compile. */
const kinds = {
  invalid: { code: 'BAD_REQUEST', status: 400 },
  unauthenticated: { code: 'UNAUTHORIZED', status: 401 },
  forbidden: { code: 'FORBIDDEN', status: 403 },
  not_found: { code: 'NOT_FOUND', status: 404 },
  conflict: { code: 'CONFLICT', status: 409 },
  too_many: { code: 'TOO_MANY_REQUESTS', status: 429 },
  model_failed: { code: 'BAD_GATEWAY', status: 502 },
  unavailable: { code: 'SERVICE_UNAVAILABLE', status: 503 },
} as const satisfies Record<string, { code: TRPCError['code']; status: number }>;
export type ErrorKind = keyof typeof kinds;

/** Thrown by a use case; becomes a status and `{"detail": message}` at the edge. */
export class DomainError extends Error {
  readonly retryAfterSeconds: number | undefined;
  constructor(
    readonly kind: ErrorKind,
    message: string,
    options: { retryAfterSeconds?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
  get status() {
    return kinds[this.kind].status;
  }
}

export const notFound = (what: string) => new DomainError('not_found', `${what} not found`);

const faults = {
  unreachable: 'The database does not answer: it cannot be reached, or has too much to do. Nothing was changed; try again in a moment. If it lasts, check that PostgreSQL is running.',
  disk_full: 'The disk of the database is full. Nothing was changed; free some space and try again.',
} as const;

/** The refusal that is behind an error, or null when it is a defect of ours. */
export const domainErrorOf = (error: unknown): DomainError | null => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (cause instanceof DomainError) return cause;
  // Only now: what a refusal was caused by (a host that cannot be reached) looks like a lost database too.
  const fault = databaseFault(error);
  return fault && new DomainError('unavailable', faults[fault], { retryAfterSeconds: 5, cause: error });
};

/** The same for tRPC's transport. Errors of tRPC itself (bad input, no such procedure) pass as they are. */
export const toTrpcError = (error: TRPCError): TRPCError => {
  const domain = domainErrorOf(error.cause);
  return domain ? new TRPCError({ code: kinds[domain.kind].code, message: domain.message, cause: domain }) : error;
};
