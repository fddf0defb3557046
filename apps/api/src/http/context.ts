import type { FastifyRequest } from 'fastify';
import { authenticate, type Caller } from '../authenticate.js';
import { DomainError } from '../errors.js';
import type { Context, Services } from '../trpc.js';

export type ContextOf = (request: FastifyRequest) => Context;
type RateLimit = (request: FastifyRequest) => Promise<{ isAllowed: boolean } | { isAllowed: false; isExceeded: boolean; ttlInSeconds: number }>;

/** What one request brings. The key is looked up at most once, however many procedures a batch calls. */
export const contextOf =
  (services: Services, rateLimit: RateLimit): ContextOf =>
  (request) => {
    let caller: Promise<Caller> | undefined;
    return {
      ...services,
      authenticate: () => (caller ??= authenticate(services.db, keyOf(request))),
      limitRegistrations: async () => {
        const limit = await rateLimit(request);
        if (!limit.isAllowed && 'isExceeded' in limit && limit.isExceeded)
          throw new DomainError('too_many', `Too many registrations from this address. Try again in ${limit.ttlInSeconds} seconds.`, { retryAfterSeconds: limit.ttlInSeconds });
      },
    };
  };

const keyOf = ({ headers }: FastifyRequest) => {
  const key = headers['x-api-key'];
  return typeof key === 'string' ? key.trim() : undefined;
};
