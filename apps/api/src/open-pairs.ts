const newest = (pair: string, role: 'first' | 'second') =>
  `(SELECT ARRAY[judgement.baseline_evaluation, judgement.candidate_evaluation] FROM pair_judgements judgement WHERE judgement.pair_id = ${pair}.id AND judgement.role = '${role}' ORDER BY judgement.id DESC LIMIT 1)`;

/**
 * SQL condition on a row of pairs: a judgement is still to come. Whoever was to judge it has not; or the two who were to judge it do not agree, and no lead
 * has decided. Evaluations are compared, not what is preferred.
 */
export const isOpenPair = (pair: string) =>
  `(NOT EXISTS (SELECT 1 FROM pair_judgements judgement WHERE judgement.pair_id = ${pair}.id AND judgement.role = 'lead')
    AND (${newest(pair, 'first')} IS NULL OR (${pair}.wants_second AND ${newest(pair, 'first')} IS DISTINCT FROM ${newest(pair, 'second')})))`;
