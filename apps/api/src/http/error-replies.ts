import { TRPCError } from '@trpc/server';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { domainErrorOf } from '../errors.js';

/** Every failure outside tRPC's own transport leaves here as {"detail": …}. */
export const registerErrorReplies = (app: FastifyInstance) => {
  app.setErrorHandler((error, request, reply) => {
    const { status, detail } = describe(error, reply);
    // A database that is away, or a model that failed, is told in one line; what nobody foresaw is told whole.
    if (status === 500) request.log.error({ err: error }, 'request failed');
    else if (status > 500) request.log.warn(`${request.method} ${request.routeOptions.url ?? ''}: ${String(detail)}`);
    return reply.code(status).send({ detail });
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not Found' }));
};

const describe = (error: unknown, reply: FastifyReply): { status: number; detail: unknown } => {
  const refusal = domainErrorOf(error);
  if (refusal) {
    if (refusal.status === 401) reply.header('www-authenticate', 'ApiKey realm="llamune_poc", header="X-API-Key"');
    if (refusal.retryAfterSeconds !== undefined) reply.header('retry-after', refusal.retryAfterSeconds);
    return { status: refusal.status, detail: refusal.message };
  }
  if (error instanceof TRPCError) return { status: 500, detail: 'Internal Server Error' };
  const { code, statusCode, message } = error as FastifyError;
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { status: 413, detail: 'The request body is larger than 2 MiB' };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return { status: 415, detail: 'The request body must be declared as Content-Type: application/json' };
  if (code === 'FST_ERR_CTP_INVALID_JSON_BODY' || error instanceof SyntaxError) return { status: 422, detail: [{ type: 'json_invalid', loc: ['body'], msg: 'The request body is not valid JSON' }] };
  return statusCode && statusCode < 500 ? { status: statusCode, detail: message } : { status: 500, detail: 'Internal Server Error' };
};
