/**
 * SQL conditions on a row of conversation_logs, so that every count, list and queue means the same. They are word for word those of the
 * indexes conversation_logs_awaiting_idx and conversation_logs_uncorrected_idx, which make them fast.
 *
 * An answer without a text (its model failed before the first word, or was stopped) has nothing to judge: it is asked again, not evaluated.
 */
export const awaitsEvaluation = (log: string) => `${log}.evaluation IS NULL AND ${log}.finish_reason IS NOT NULL AND ${log}.answer <> ''`;

/** 不十分 or 間違い, and nobody has said yet what would be right. */
export const needsCorrection = (log: string) => `${log}.evaluation > 1 AND coalesce(btrim(${log}.correct_answer), '') = ''`;
