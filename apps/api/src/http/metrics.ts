import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import { authenticate, hashOf } from '../authenticate.js';
import { DomainError, domainErrorOf } from '../errors.js';
import type { Services } from '../trpc.js';
import { metricsContentType, metricsText } from './metrics-text.js';

/** For Prometheus, with the key of an admin. */
export const registerMetrics = (app: FastifyInstance, services: Services) => {
  const admit = admission(services.db);
  app.get('/metrics', async (request, reply) => {
    const { isDatabaseUp } = await admit(keyOf(request));
    return reply.header('content-type', metricsContentType).send(await metricsText(services, isDatabaseUp, request.log));
  });
};

/** Prometheus can send any header, but keeps only that of `authorization` out of its own pages. */
const keyOf = ({ headers }: FastifyRequest) => {
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key.trim() !== '') return key.trim();
  return /^Bearer +(\S+) *$/i.exec(headers.authorization ?? '')?.[1];
};

const databasePatienceMs = 2000;
const rememberMs = 60 * 60_000;

/**
 * The key is checked each time. Only while the database does not answer, a key that was an admin's within the last hour
 * is let in unchecked: the numbers are needed most when something is down.
 */
const admission = (db: DataSource) => {
  const admitted = new Map<string, number>();
  return async (key: string | undefined): Promise<{ isDatabaseUp: boolean }> => {
    const hash = hashOf(key ?? '');
    try {
      const caller = await Promise.race([authenticate(db, key), silence()]);
      if (caller.role !== 'admin') throw new DomainError('forbidden', 'This needs the role admin');
      admitted.set(hash, performance.now());
      return { isDatabaseUp: true };
    } catch (error) {
      const isUnchecked = domainErrorOf(error)?.kind === 'unavailable';
      if (!isUnchecked) admitted.delete(hash);
      const at = admitted.get(hash);
      if (at === undefined || performance.now() - at > rememberMs) throw error;
      return { isDatabaseUp: false };
    }
  };
};

const silence = async (): Promise<never> => {
  await delay(databasePatienceMs, undefined, { ref: false });
  throw new DomainError('unavailable', 'The database does not answer in time', { retryAfterSeconds: 5 });
};
