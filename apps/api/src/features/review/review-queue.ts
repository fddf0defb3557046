import type { Evaluation, Priority, ReviewScope } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { awaitsEvaluation, needsCorrection } from '../../needs-judgement.js';

interface Wanted {
  scope: ReviewScope;
  pocId?: number | undefined;
  modelId?: number | undefined;
  sessionId?: number | undefined;
  priority?: number | undefined;
  /** Only the caller's own; whoever is no admin has no others. */
  mine: boolean;
  limit: number;
}
interface QueuedLog {
  logId: number;
  evaluation: Evaluation | null;
  priority: Priority | null;
  needsCorrection: boolean;
}
export interface Queue {
  /** All that fit, also those beyond the items. */
  total: number;
  items: QueuedLog[];
}

const unevaluated = awaitsEvaluation('log');
const uncorrected = needsCorrection('log');
const evaluated = 'log.evaluation IS NOT NULL';
/** What is gone through, one after the other, and what is counted for it. All but the last part are read in the order of an index that holds nothing else. */
const scopes: Record<ReviewScope, { parts: string[]; counted: string[] }> = {
  unevaluated: { parts: [unevaluated], counted: [unevaluated] },
  open: { parts: [unevaluated, uncorrected], counted: [unevaluated, uncorrected] },
  all: { parts: [unevaluated, uncorrected, `${evaluated} AND (${uncorrected}) IS NOT TRUE`], counted: [unevaluated, evaluated] },
};

/** What is to be judged, in the order in which it is worth doing: 未評価, then what lacks its correct answer, then the rest; each by priority, the oldest first. */
export const reviewQueue = (db: DataSource, caller: Caller, { scope, mine, limit, ...wanted }: Wanted): Promise<Queue> => {
  const { parts, counted } = scopes[scope];
  const userId = mine || caller.role !== 'admin' ? caller.id : undefined;
  const named = Object.entries({ user_id: userId, poc_id: wanted.pocId, model_id: wanted.modelId, session_id: wanted.sessionId, priority: wanted.priority }).filter(([, value]) => value !== undefined);
  const values = named.map(([, value]) => value);
  const logs = (condition: string) => `FROM conversation_logs log WHERE ${[condition, ...named.map(([column], index) => `log.${column} = $${index + 1}`)].join(' AND ')}`;
  // At one moment: what is judged meanwhile must not come twice, as 未評価 and then as what lacks its correct answer.
  return db.transaction('REPEATABLE READ', async (tx) => {
    const items: QueuedLog[] = [];
    for (const part of parts) {
      const left = limit - items.length;
      // Those without a priority come last by themselves: they are NULL.
      if (left > 0) items.push(...(await tx.query<QueuedLog[]>(`SELECT log.id AS "logId", log.evaluation, log.priority, ${part === uncorrected} AS "needsCorrection" ${logs(part)} ORDER BY log.priority, log.id LIMIT ${left}`, values)));
    }
    if (items.length < limit) return { total: items.length, items };
    const [{ total }] = await tx.query<[{ total: number }]>(`SELECT (${counted.map((condition) => `(SELECT count(*) ${logs(condition)})`).join(' + ')})::int AS total`, values);
    return { total, items };
  });
};
