import { contract } from '@llamune/contracts';
import { implement, implementStream, router } from '../../trpc.js';
import { whileAllowed } from '../../while-allowed.js';
import { nextBlindPair, ownBlindPair } from './blind-pair.js';
import { comparisonResult } from './comparison-result.js';
import { blindToWire, comparisonToWire, itemToWire, matrixToWire, resultToWire, revealedToWire } from './comparison-wire.js';
import { createComparison } from './create-comparison.js';
import { findComparison, findComparisons } from './find-comparisons.js';
import { findItems } from './find-items.js';
import { judgePair } from './judge-pair.js';
import { exportPreferences } from './preferences.js';
import { versionMatrix } from './version-matrix.js';
import { waiveSecond } from './waive-second.js';

export const comparisonsRouter = router({
  list: implement(contract.comparisons.list).query(async ({ ctx, input: { poc_id, set_id, model_id, limit, before } }) =>
    (await findComparisons(ctx.db.manager, { pocId: poc_id, setId: set_id, modelId: model_id, limit, before })).map(comparisonToWire),
  ),
  get: implement(contract.comparisons.get).query(async ({ ctx, input }) => comparisonToWire(await findComparison(ctx.db.manager, input.comparison_id))),
  create: implement(contract.comparisons.create).mutation(async ({ ctx, input: { baseline_run_id, candidate_run_id, second_percent } }) => {
    const id = await createComparison(ctx.db, ctx.caller, { baselineRunId: baseline_run_id, candidateRunId: candidate_run_id, secondPercent: second_percent });
    return comparisonToWire(await findComparison(ctx.db.manager, id));
  }),
  next: implement(contract.comparisons.next).query(async ({ ctx, input: { comparison_id, skip } }) => {
    const pair = await nextBlindPair(ctx.db, ctx.caller, comparison_id, skip);
    return pair && blindToWire(pair);
  }),
  pair: implement(contract.comparisons.pair).query(async ({ ctx, input }) => blindToWire(await ownBlindPair(ctx.db, ctx.caller, input.pair_id))),
  judge: implement(contract.comparisons.judge).mutation(async ({ ctx, input: { pair_id, role, choice, left_evaluation, right_evaluation } }) =>
    revealedToWire(await judgePair(ctx.db, ctx.caller, { pairId: pair_id, role, choice, leftEvaluation: left_evaluation, rightEvaluation: right_evaluation })),
  ),
  waiveSecond: implement(contract.comparisons.waiveSecond).mutation(async ({ ctx, input }) => {
    await waiveSecond(ctx.db, input.comparison_id);
    return comparisonToWire(await findComparison(ctx.db.manager, input.comparison_id));
  }),
  result: implement(contract.comparisons.result).query(async ({ ctx, input }) => resultToWire(await comparisonResult(ctx.db, input.comparison_id))),
  items: implement(contract.comparisons.items).query(async ({ ctx, input: { comparison_id, ...wanted } }) =>
    (await findItems(ctx.db, comparison_id, wanted)).map(itemToWire),
  ),
  preferences: implementStream(contract.comparisons.preferences).query(({ ctx, input }) => whileAllowed(ctx.db, ctx.caller, exportPreferences(ctx.db, input.comparison_id))),
  matrix: implement(contract.comparisons.matrix).query(async ({ ctx, input }) => matrixToWire(await versionMatrix(ctx.db, input.set_id))),
});
