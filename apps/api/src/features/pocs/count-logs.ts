import type { EntityManager } from 'typeorm';
import { awaitsEvaluation, needsCorrection } from '../../needs-judgement.js';

/** What the logs of one model version say. */
export interface VersionCounts {
  modelId: number;
  modelName: string;
  modelVersion: number;
  isDemo: boolean;
  firstAskedAt: Date;
  lastAskedAt: Date;
  total: number;
  good: number;
  fair: number;
  bad: number;
  trained: number;
  verified: number;
  /** 優先度 高, not 良い, not yet trained; of those that the caller may open. */
  openHighPriority: number;
  /** Failed or interrupted in the last 30 days; of those that the caller may open. */
  openFailed: number;
}

/** By first use. Read from conversation_logs_summary_idx alone. */
export const countVersions = (tx: EntityManager, pocId: number, onlyOf: number | null): Promise<VersionCounts[]> => {
  const count = (condition: string) => `count(*) FILTER (WHERE ${condition})::int`;
  const isOpen = '($2::int IS NULL OR log.user_id = $2)';
  return tx.query(
    `SELECT counts.*, model.model_name AS "modelName", model.version AS "modelVersion", model.is_demo AS "isDemo"
       FROM (SELECT log.model_id AS "modelId", min(log.timestamp) AS "firstAskedAt", max(log.timestamp) AS "lastAskedAt", count(*)::int AS total,
                    ${count('log.evaluation = 1')} AS good, ${count('log.evaluation = 2')} AS fair, ${count('log.evaluation = 3')} AS bad,
                    ${count('log.status > 1')} AS trained, ${count('log.status = 3')} AS verified,
                    ${count(`log.priority = 1 AND log.status = 1 AND log.evaluation IS DISTINCT FROM 1 AND ${isOpen}`)} AS "openHighPriority",
                    ${count(`log.finish_reason IN ('failed', 'interrupted') AND log.timestamp > now() - interval '30 days' AND ${isOpen}`)} AS "openFailed"
               FROM conversation_logs log WHERE log.poc_id = $1 GROUP BY log.model_id) counts
       JOIN models model ON model.id = counts."modelId"
      ORDER BY "firstAskedAt", "modelId"`,
    [pocId, onlyOf],
  );
};

export interface ToBeJudged {
  modelId: number;
  unevaluated: number;
  openUnevaluated: number;
  needsCorrection: number;
  openNeedsCorrection: number;
}

/** By model version; those without any are left out. Read from the two indexes that hold nothing else. */
export const countToBeJudged = (tx: EntityManager, pocId: number, onlyOf: number | null): Promise<ToBeJudged[]> =>
  tx.query(
    `SELECT "modelId", sum(unevaluated)::int AS unevaluated, sum(unevaluated) FILTER (WHERE "isOpen")::int AS "openUnevaluated",
            sum(uncorrected)::int AS "needsCorrection", sum(uncorrected) FILTER (WHERE "isOpen")::int AS "openNeedsCorrection"
       FROM (SELECT log.model_id AS "modelId", ($2::int IS NULL OR log.user_id = $2) AS "isOpen", count(*) AS unevaluated, 0 AS uncorrected
               FROM conversation_logs log WHERE log.poc_id = $1 AND ${awaitsEvaluation('log')} GROUP BY 1, 2
             UNION ALL
             SELECT log.model_id, ($2::int IS NULL OR log.user_id = $2), 0, count(*)
               FROM conversation_logs log WHERE log.poc_id = $1 AND ${needsCorrection('log')} GROUP BY 1, 2) counts
      GROUP BY 1`,
    [pocId, onlyOf],
  );

export interface WeekCounts {
  /** Its Monday, as 2027-01-04. */
  week: string;
  modelId: number;
  good: number;
  evaluated: number;
}

const mostWeeks = 26;

/** Of the last weeks, this one included; only those in which something was asked that is evaluated now. */
export const countWeeks = (tx: EntityManager, pocId: number, timeZone: string): Promise<WeekCounts[]> =>
  // The weeks' beginnings are reckoned once, not for each log; so a week in which clocks are changed is not 168 hours long.
  tx.query(
    `WITH weeks AS (SELECT array_agg(monday ORDER BY monday) AS mondays, array_agg(monday AT TIME ZONE $2 ORDER BY monday) AS starts
                      FROM generate_series(date_trunc('week', now() AT TIME ZONE $2) - interval '${mostWeeks - 1} weeks', date_trunc('week', now() AT TIME ZONE $2), interval '1 week') AS monday)
     SELECT to_char((SELECT mondays[week] FROM weeks), 'YYYY-MM-DD') AS week, "modelId", good, evaluated
       FROM (SELECT width_bucket(log.timestamp, (SELECT starts FROM weeks)) AS week, log.model_id AS "modelId", count(*) FILTER (WHERE log.evaluation = 1)::int AS good, count(*)::int AS evaluated
               FROM conversation_logs log WHERE log.poc_id = $1 AND log.evaluation IS NOT NULL AND log.timestamp >= (SELECT starts[1] FROM weeks) GROUP BY 1, 2) counts
      ORDER BY 1, 2`,
    [pocId, timeZone],
  );
