import { z } from 'zod';

/** 評価. No value (null) is 未評価: unjudged is never "good". */
export const evaluations = { good: 1, insufficient: 2, wrong: 3 } as const;
export const Evaluation = z.literal([1, 2, 3]).meta({ id: 'Evaluation', description: '1 良い / 2 不十分 / 3 間違い' });
export type Evaluation = z.infer<typeof Evaluation>;

/** 優先度. */
export const priorities = { high: 1, medium: 2, low: 3 } as const;
export const Priority = z.literal([1, 2, 3]).meta({ id: 'Priority', description: '1 高 / 2 中 / 3 低' });
export type Priority = z.infer<typeof Priority>;

/** 状態. Moves only by proof. */
export const logStatuses = { unprocessed: 1, trained: 2, verified: 3 } as const;
export const LogStatus = z.literal([1, 2, 3]).meta({ id: 'LogStatus', description: '1 未処理 / 2 訓練済み / 3 検証済み' });
export type LogStatus = z.infer<typeof LogStatus>;

export const Role = z.enum(['evaluator', 'admin', 'learner']).meta({ id: 'Role', description: 'evaluator 評価者 / admin 管理者 / learner 学習アプリ' });
export type Role = z.infer<typeof Role>;

/** Why an answer ended. `null` on a log: it has not ended yet. */
export const FinishReason = z.enum(['stop', 'length', 'stopped', 'deadline', 'failed', 'interrupted']).meta({
  id: 'FinishReason',
  description:
    'stop: the model ended it / length: out of tokens / stopped: by the user / deadline: out of time / failed: the model or its process failed / interrupted: the server ended in the middle',
});
export type FinishReason = z.infer<typeof FinishReason>;

/** What went wrong with an answer whose finish reason is `failed` or `interrupted`. */
export const AnswerErrorCode = z
  .enum([
    'context_length_exceeded',
    'queue_full',
    'deadline',
    'model_not_found',
    'model_corrupt',
    'insufficient_memory',
    'engine_crashed',
    'engine_error',
    'server_unreachable',
    'server_failed',
    'server_ended',
    'not_saved',
  ])
  .meta({ id: 'AnswerErrorCode', description: 'server_unreachable, server_failed: the model server (OpenAI-compatible) that runs the model / server_ended: llamune_poc itself was ended' });
export type AnswerErrorCode = z.infer<typeof AnswerErrorCode>;
