import { TRPCError } from '@trpc/server';
import { expect, test } from 'vitest';
import { DomainError, domainErrorOf, toTrpcError } from './errors.js';

const networkError = (code: string) => Object.assign(new Error(code), { code });

test('a host that a refusal could not reach is not told as a lost database', () => {
  const refusal = new DomainError('model_failed', 'huggingface.co cannot be reached', { cause: networkError('ENOTFOUND') });
  const thrown = toTrpcError(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: refusal }));
  expect(thrown).toMatchObject({ code: 'BAD_GATEWAY', message: 'huggingface.co cannot be reached' });
  expect(domainErrorOf(thrown)).toBe(refusal);
});

test('a lost database is told as that, however deep its error lies', () => {
  const thrown = new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new Error('Query failed', { cause: networkError('ECONNREFUSED') }) });
  expect(domainErrorOf(thrown)).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 5 });
  expect(domainErrorOf(new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: new Error('a defect') }))).toBeNull();
});
