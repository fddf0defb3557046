import type { FinishReason, Log } from '@llamune/contracts';

type Cell = string | number | null;
/** What a cell holds. Null is an empty cell. @param local A timestamp in the reader's time zone. */
type Column = (log: Log, local: (timestamp: string) => string) => Cell;

const evaluations = { 1: '良い', 2: '不十分', 3: '間違い' } as const;
const priorities = { 1: '高', 2: '中', 3: '低' } as const;
const statuses = { 1: '未処理', 2: '訓練済み', 3: '検証済み' } as const;
const finishes: Record<FinishReason, string> = { stop: '正常に終了', length: '上限', stopped: '途中で停止', deadline: '時間切れ', failed: '失敗', interrupted: '中断' };

/** By heading. What a reader looks at comes first, what only a program needs last; codes stand beside their words. */
export const csvColumns = (timeZone: string): Record<string, Column> => ({
  ログID: (log) => log.id,
  [`質問日時（${timeZone}）`]: (log, local) => local(log.timestamp),
  PoC: (log) => log.poc_name,
  質問した人: (log) => log.username,
  質問: (log) => log.question,
  回答: (log) => log.answer,
  評価: (log) => (log.evaluation === null ? '未評価' : evaluations[log.evaluation]),
  評価コード: (log) => log.evaluation,
  正しい回答: (log) => log.correct_answer,
  正しい部分: (log) => log.right_points,
  誤っている部分: (log) => log.wrong_points,
  不足している部分: (log) => log.missing_points,
  理由: (log) => log.reason,
  メモ: (log) => log.memo,
  優先度: (log) => log.priority && priorities[log.priority],
  優先度コード: (log) => log.priority,
  状態: (log) => statuses[log.status],
  状態コード: (log) => log.status,
  評価した人: (log) => log.evaluated_by,
  [`評価日時（${timeZone}）`]: (log, local) => log.evaluated_at && local(log.evaluated_at),
  [`更新日時（${timeZone}）`]: (log, local) => local(log.updated_at),
  モデル: (log) => log.model_name,
  モデルの版: (log) => log.model_version,
  デモモデル: (log) => (log.model_is_demo ? 'はい' : ''),
  アダプター: (log) => log.adapter,
  システムプロンプト: (log) => log.system_prompt,
  前のやりとりの数: (log) => log.turns.length,
  思考: (log) => log.thinking,
  終わり方: (log) => (log.finish_reason === null ? '生成中' : finishes[log.finish_reason]),
  終わり方コード: (log) => log.finish_reason,
  エラーコード: (log) => log.error_code,
  入力トークン数: (log) => log.prompt_tokens,
  出力トークン数: (log) => log.completion_tokens,
  '待ち時間（ミリ秒）': (log) => log.queue_ms,
  '最初の文字まで（ミリ秒）': (log) => log.time_to_first_token_ms,
  '所要時間（ミリ秒）': (log) => log.duration_ms,
  シード: (log) => log.sampling.seed ?? null,
  セッションID: (log) => log.session_id,
  PoCのID: (log) => log.poc_id,
  モデルのID: (log) => log.model_id,
  質問した人のID: (log) => log.user_id,
  聞き直した元のログID: (log) => log.retry_of_id,
});
