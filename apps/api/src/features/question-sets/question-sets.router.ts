import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { addFromLogs } from './add-from-logs.js';
import { changeQuestions, createSet, updateSet } from './change-questions.js';
import { findQuestions, findQuestionSet, findQuestionSets, findVersions } from './find-question-sets.js';
import { holdOutSet } from './hold-out-set.js';
import { questionFromWire, questionSetToWire, setQuestionToWire, versionToWire } from './question-set-wire.js';
import { readPasted } from './read-pasted.js';

export const questionSetsRouter = router({
  list: implement(contract.questionSets.list).query(async ({ ctx, input: { poc_id, archived, limit, before } }) => (await findQuestionSets(ctx.db, { pocId: poc_id, archived, limit, before })).map(questionSetToWire)),
  get: implement(contract.questionSets.get).query(async ({ ctx, input }) => questionSetToWire(await findQuestionSet(ctx.db, input.set_id))),
  versions: implement(contract.questionSets.versions).query(async ({ ctx, input }) => (await findVersions(ctx.db, input.set_id)).map(versionToWire)),
  questions: implement(contract.questionSets.questions).query(async ({ ctx, input: { set_id, version, after, limit } }) => (await findQuestions(ctx.db, set_id, { version, after, limit })).map(setQuestionToWire)),
  create: implement(contract.questionSets.create).mutation(async ({ ctx, input: { poc_id, name, description, questions } }) =>
    questionSetToWire(await findQuestionSet(ctx.db, await createSet(ctx.db, ctx.caller, { pocId: poc_id, name, description: description ?? null, questions: questions.map(questionFromWire) }))),
  ),
  update: implement(contract.questionSets.update).mutation(async ({ ctx, input: { set_id, ...change } }) => {
    await updateSet(ctx.db, set_id, change);
    return questionSetToWire(await findQuestionSet(ctx.db, set_id));
  }),
  change: implement(contract.questionSets.change).mutation(async ({ ctx, input: { set_id, seen_version, add, remove, replace } }) => {
    await changeQuestions(ctx.db, ctx.caller, set_id, { seenVersion: seen_version, add: add.map(questionFromWire), remove, replace: replace.map(({ id, ...question }) => ({ ...questionFromWire(question), id })) });
    return questionSetToWire(await findQuestionSet(ctx.db, set_id));
  }),
  addFromLogs: implement(contract.questionSets.addFromLogs).mutation(async ({ ctx, input: { set_id, model_id, topic, priority, since, until, search, ...rest } }) => {
    const found = await addFromLogs(ctx.db, ctx.caller, set_id, { ...rest, topic: topic?.trim() ?? null, modelId: model_id, priority, since, until, search });
    return { set: questionSetToWire(await findQuestionSet(ctx.db, set_id)), ...found };
  }),
  holdOut: implement(contract.questionSets.holdOut).mutation(async ({ ctx, input: { set_id, question_ids, held_out } }) => {
    const held = await holdOutSet(ctx.db, ctx.caller, set_id, { questionIds: question_ids, heldOut: held_out });
    return { set: questionSetToWire(await findQuestionSet(ctx.db, set_id)), ...held };
  }),
  parse: implement(contract.questionSets.parse).mutation(({ input }) => readPasted(input.text)),
});
