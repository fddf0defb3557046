import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { endSession } from './end-session.js';
import { findSession, findSessions } from './find-sessions.js';
import { sessionToWire, startedSessionToWire } from './session-wire.js';
import { startSession } from './start-session.js';

export const sessionsRouter = router({
  create: implement(contract.sessions.create).mutation(async ({ ctx, input: { poc_id, model_id, system_prompt, multi_turn, sampling } }) =>
    startedSessionToWire(await startSession(ctx.db, ctx.caller, { pocId: poc_id, modelId: model_id, systemPrompt: system_prompt, multiTurn: multi_turn, sampling })),
  ),
  list: implement(contract.sessions.list).query(async ({ ctx, input: { poc_id, model_id, ...rest } }) => (await findSessions(ctx.db, ctx.caller, { pocId: poc_id, modelId: model_id, ...rest })).map(sessionToWire)),
  get: implement(contract.sessions.get).query(async ({ ctx, input }) => sessionToWire(await findSession(ctx.db, ctx.caller, input.session_id))),
  end: implement(contract.sessions.end).mutation(async ({ ctx, input: { session_id } }) => ({ session_id, ended_at: (await endSession(ctx.db, ctx.caller, session_id)).toISOString() })),
});
