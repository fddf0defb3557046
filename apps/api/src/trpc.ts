import type { Access, InvalidInput, MutationEndpoint, QueryEndpoint, StreamEndpoint } from '@llamune/contracts';
import type { ErrorShape } from '@llamune/contracts/client-trpc';
import type { LlmEngine } from '@llamune/llm';
import { getTRPCErrorFromUnknown, initTRPC, type TRPCError } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Caller } from './authenticate.js';
import { DomainError, domainErrorOf, toTrpcError } from './errors.js';
import type { Answers } from './features/chat/answers.js';
import type { Downloads } from './features/downloads/downloads.js';
import type { CorrectionDrafts } from './features/logs/draft-correction.js';
import type { Runs } from './features/runs/runs.js';
import type { ServerFacts } from './features/system/system-status.js';
import type { ModelServers } from './model-source.js';
import type { ModelsFolder } from './models-folder.js';

/** What the whole server shares. */
export interface Services {
  db: DataSource;
  engine: LlmEngine;
  answers: Answers;
  modelsFolder: ModelsFolder;
  modelServers: ModelServers;
  downloads: Downloads;
  correctionDrafts: CorrectionDrafts;
  runs: Runs;
  registrationOpen: boolean;
  version: string;
  facts: ServerFacts;
}

/** What one request brings. */
export interface Context extends Services {
  /** @throws {DomainError} unauthenticated */
  authenticate: () => Promise<Caller>;
  /** @throws {DomainError} too_many, when this address has registered too many users lately. */
  limitRegistrations: () => Promise<void>;
}

const t = initTRPC.context<Context>().meta<OpenApiMeta>().create({
  isDev: false,
  jsonl: { pingMs: 10_000 },
  errorFormatter: ({ shape, error }): ErrorShape => ({ ...shape, message: detailText(error), detail: invalidInputOf(error) ?? detailText(error), ...retryAfter(error) }),
});

const detailText = (error: TRPCError) => (error.code === 'INTERNAL_SERVER_ERROR' ? 'Internal Server Error' : error.message);
// Within the reply: a streamed batch has sent its headers before any of its calls has failed.
const retryAfter = ({ cause }: TRPCError) => (cause instanceof DomainError && cause.retryAfterSeconds !== undefined ? { retry_after_seconds: cause.retryAfterSeconds } : {});
const invalidInputOf = (error: TRPCError): InvalidInput[] | null =>
  error.code === 'BAD_REQUEST' && error.cause instanceof z.ZodError ? error.cause.issues.map((issue) => ({ loc: ['body', ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))], msg: issue.message, type: issue.code })) : null;

const allowed: Record<Access, readonly Caller['role'][]> = {
  public: [],
  signed_in: ['evaluator', 'admin', 'learner'],
  evaluator: ['evaluator', 'admin'],
  admin: ['admin'],
  learner: ['learner', 'admin'],
};

const base = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw toTrpcError(result.error);
  return isAsyncIterable(result.data) ? { ...result, data: refusing(result.data) } : result;
});

const isAsyncIterable = (data: unknown): data is AsyncIterable<unknown> => typeof data === 'object' && data !== null && Symbol.asyncIterator in data;

/** A refusal after the first value of a stream is told like one before it. */
async function* refusing(values: AsyncIterable<unknown>): AsyncGenerator<unknown, void, undefined> {
  try {
    yield* values;
  } catch (error) {
    throw toTrpcError(getTRPCErrorFromUnknown(error));
  }
}

const secured = (access: Access) =>
  base.use(async ({ ctx, next }) => {
    const caller = await ctx.authenticate();
    if (!allowed[access].includes(caller.role)) throw new DomainError('forbidden', `This needs the role ${allowed[access].join(' or ')}`);
    return next({ ctx: { caller } });
  });

/** Whoever has no valid key is nobody here, not an error. */
const open = base.use(async ({ ctx, next }) => {
  const caller = await ctx.authenticate().catch((error: unknown) => {
    if (domainErrorOf(error)?.kind === 'unauthenticated') return null;
    throw error;
  });
  return next({ ctx: { caller } });
});

type Schema = z.ZodType;
type Endpoint<I extends Schema, O extends Schema> = QueryEndpoint<I, O> | MutationEndpoint<I, O>;

const metaOf = ({ rest, summary, access }: { rest?: readonly [string, string]; summary: string; access: Access }): OpenApiMeta =>
  rest ? { openapi: { method: rest[0] as 'GET', path: rest[1] as `/${string}`, summary, protect: access !== 'public' } } : {};

/** A procedure as the contract declares it: the key is checked before the input is looked at. */
export const implement = <I extends Schema, O extends Schema>(endpoint: Endpoint<I, O>) => secured(endpoint.access).meta(metaOf(endpoint)).input(endpoint.input).output(endpoint.output);
/** The same for an endpoint without a key; `ctx.caller` is null for nobody. */
export const implementPublic = <I extends Schema, O extends Schema>(endpoint: Endpoint<I, O>) => open.meta(metaOf(endpoint)).input(endpoint.input).output(endpoint.output);
/** The same for values as they come. They are made by our own code from our own types, so they are not parsed once more. */
export const implementStream = <I extends Schema, Y extends Schema>(endpoint: StreamEndpoint<I, Y>) => secured(endpoint.access).input(endpoint.input);

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;
