import { contract, type Log, type Session, type User } from '@llamune/contracts';
import type { ErrorShape } from '@llamune/contracts/client-trpc';
import { initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { z } from 'zod';

type Handler = (input: never) => unknown;
export type Handlers = Record<string, Handler>;

const t = initTRPC.create({ errorFormatter: ({ shape }): ErrorShape => ({ ...shape, detail: shape.message }) });
export const refuse = (code: TRPCError['code'], message: string = code) => new TRPCError({ code, message });

/** A `fetch` that answers every endpoint of the contract from `handlers`, through tRPC's own transport. */
export const fakeServer = (handlers: Handlers): typeof fetch => {
  const procedures = Object.entries(contract).map(([resource, endpoints]) => [resource, t.router(Object.fromEntries(Object.entries(endpoints).map(([name, endpoint]) => [name, procedure(`${resource}.${name}`, endpoint, handlers)])))]);
  const router = t.router(Object.fromEntries(procedures) as Record<string, ReturnType<typeof t.router>>);
  return async (address, init) => unfolded(await fetchRequestHandler({ endpoint: '/trpc', router, req: new Request(address, init), createContext: () => ({}) }));
};

/** An error of tRPC holds the reply, and this the whole browser that is played here: Node would take that apart when it prints the error, and fail on the way. */
const unfolded = (response: Response) => Object.assign(response, { [Symbol.for('nodejs.util.inspect.custom')]: () => `Response ${response.status}` });

const procedure = (path: string, { kind, input }: { kind: string; input: z.ZodType }, handlers: Handlers) => {
  const resolve = ({ input: given }: { input: unknown }) => {
    const handler = handlers[path];
    if (!handler) throw refuse('NOT_FOUND', `${path} is not played here`);
    return handler(given as never) as never;
  };
  const base = t.procedure.input(input);
  return kind === 'mutation' ? base.mutation(resolve) : base.query(resolve);
};

const now = '2026-01-31T09:00:00.000Z';
export const aUser = (user: Partial<User> = {}): User => ({ id: 1, username: 'hyouka', role: 'evaluator', disabled: false, created_at: now, last_used_at: null, ...user });
const sampling = { temperature: 0, top_p: 1, top_k: 40, min_p: 0, repeat_penalty: 1, max_tokens: 1024, seed: null };
const made = { user_id: 1, username: 'hyouka', poc_id: 1, poc_name: '会計', model_id: 1, model_name: 'llamune-demo', model_version: 1, model_is_demo: true, system_prompt: null, sampling };
export const aSession = (session: Partial<Session> = {}): Session => ({ ...made, id: 5, session_id: 5, multi_turn: false, started_at: now, ended_at: null, log_count: 0, unevaluated_count: 0, first_question: null, last_asked_at: null, ...session });
export const aLog = (log: Partial<Log> = {}): Log => ({
  ...made,
  id: 9,
  session_id: 5,
  question: '減価償却とは何ですか？',
  answer: '',
  thinking: null,
  timestamp: now,
  evaluation: null,
  reason: null,
  correct_answer: null,
  priority: null,
  status: 1,
  memo: null,
  right_points: null,
  wrong_points: null,
  missing_points: null,
  retry_of_id: null,
  adapter: null,
  turns: [],
  engine: null,
  prompt_tokens: null,
  cached_tokens: null,
  completion_tokens: null,
  queue_ms: null,
  time_to_first_token_ms: null,
  duration_ms: null,
  finish_reason: null,
  error_code: null,
  error: null,
  evaluated_at: null,
  evaluated_by: null,
  updated_at: now,
  ...log,
});
