/**
 * SQL: a log of conversation_logs is still judged as an example of snapshot_examples took it. Null, which is no, where there is nothing to compare. What a
 * person has decided since must be trained again.
 */
export const isAsTaken = (log: string, example: string) =>
  `(${log}.evaluation = ${example}.evaluation AND (${example}.target IS NULL OR ${example}.target = CASE WHEN ${log}.evaluation = 1 THEN ${log}.answer ELSE ${log}.correct_answer END))`;

/** SQL: the judgement of a log as log_changes keeps it. */
export const judgementJson = (log: string) => `
  jsonb_build_object('evaluation', ${log}.evaluation, 'reason', ${log}.reason, 'correctAnswer', ${log}.correct_answer, 'priority', ${log}.priority, 'memo', ${log}.memo,
                     'rightPoints', ${log}.right_points, 'wrongPoints', ${log}.wrong_points, 'missingPoints', ${log}.missing_points, 'status', ${log}.status)`;

/** SQL: when a log is changed: later than any change before it, also when clocks disagree or two come within a millisecond. */
export const changedNow = (log: string) => `greatest(clock_timestamp(), ${log}.updated_at + interval '1 millisecond')`;
