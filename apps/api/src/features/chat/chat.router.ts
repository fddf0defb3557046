import { contract } from '@llamune/contracts';
import { implement, implementStream, router } from '../../trpc.js';
import { answerToWire, askedToWire, questionFromWire } from './answer-wire.js';
import { askQuestion } from './ask-question.js';
import { stopAnswer } from './stop-answer.js';
import { findOwnLog, watchAnswer } from './watch-answer.js';

export const chatRouter = router({
  send: implement(contract.chat.send).mutation(async ({ ctx, input }) => {
    const { id } = await askQuestion(ctx, ctx.caller, questionFromWire(input));
    const end = await ctx.answers.ended(id);
    return answerToWire(await findOwnLog(ctx.db, ctx.caller, id), end);
  }),
  ask: implement(contract.chat.ask).mutation(async ({ ctx, input }) => askedToWire(await askQuestion(ctx, ctx.caller, questionFromWire(input)))),
  watch: implementStream(contract.chat.watch).query(async ({ ctx, input, signal }) => {
    // Before the stream begins: a refusal must still be able to become a status.
    await findOwnLog(ctx.db, ctx.caller, input.log_id);
    return watchAnswer(ctx, input, signal);
  }),
  stop: implement(contract.chat.stop).mutation(async ({ ctx, input: { log_id }, signal }) => ({ log_id, finish_reason: await stopAnswer(ctx, ctx.caller, log_id, signal) })),
});
