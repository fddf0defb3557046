import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { awaitsEvaluation } from '../../needs-judgement.js';

export interface Counts {
  evaluated: number;
  evaluatedToday: number;
  /** Evaluated today, and there is a correct answer. */
  correctedToday: number;
  unevaluated: number;
}
interface Person extends Counts {
  userId: number;
  username: string;
}
export interface Progress {
  me: Counts;
  /** Everybody, the caller included, and what nobody known has judged. */
  team: Counts;
  /** Most active today first; for an admin only. */
  people: Person[];
}

const mostPeople = 100;

/**
 * What is judged, by who judged it, and what is not, by who asked it and is to judge it.
 * @param today When the reader's day began.
 */
export const reviewProgress = async (db: DataSource, caller: Caller, { pocId, today }: { pocId?: number | undefined; today: Date }): Promise<Progress> => {
  const counts = await countByPerson(db, pocId ?? null, today);
  return {
    me: counts.find(({ userId }) => userId === caller.id) ?? nothing,
    team: counts.reduce(sum, nothing),
    people: caller.role === 'admin' ? counts.filter((row): row is Person => row.userId !== null).slice(0, mostPeople) : [],
  };
};

/** Nobody (null) has judged what was judged in the database itself. */
type Row = Person | (Counts & { userId: null; username: null });

/** Three counts of three indexes: only what was judged today is read as rows. */
const countByPerson = (db: DataSource, pocId: number | null, today: Date): Promise<Row[]> => {
  const ofPoc = '($1::int IS NULL OR log.poc_id = $1)';
  return db.query(
    `SELECT person.id AS "userId", person.username, sum(evaluated)::int AS evaluated, sum("evaluatedToday")::int AS "evaluatedToday",
            sum("correctedToday")::int AS "correctedToday", sum(unevaluated)::int AS unevaluated
       FROM (SELECT log.evaluated_by_id AS person_id, count(*) AS evaluated, 0 AS "evaluatedToday", 0 AS "correctedToday", 0 AS unevaluated
               FROM conversation_logs log WHERE log.evaluation IS NOT NULL AND ${ofPoc} GROUP BY 1
             UNION ALL
             SELECT log.evaluated_by_id, 0, count(*), count(*) FILTER (WHERE coalesce(btrim(log.correct_answer), '') <> ''), 0
               FROM conversation_logs log WHERE log.evaluated_at >= $2 AND ${ofPoc} GROUP BY 1
             UNION ALL
             SELECT log.user_id, 0, 0, 0, count(*)
               FROM conversation_logs log WHERE ${awaitsEvaluation('log')} AND ${ofPoc} GROUP BY 1) counts
       LEFT JOIN users person ON person.id = counts.person_id
      GROUP BY person.id ORDER BY "evaluatedToday" DESC, evaluated DESC, person.id`,
    [pocId, today],
  );
};

const nothing: Counts = { evaluated: 0, evaluatedToday: 0, correctedToday: 0, unevaluated: 0 };
const sum = (one: Counts, other: Counts): Counts => ({
  evaluated: one.evaluated + other.evaluated,
  evaluatedToday: one.evaluatedToday + other.evaluatedToday,
  correctedToday: one.correctedToday + other.correctedToday,
  unevaluated: one.unevaluated + other.unevaluated,
});
