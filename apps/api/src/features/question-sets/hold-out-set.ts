import type { QuestionSet, SetQuestion } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { findUndecided } from '../../undecided-questions.js';
import { lockSet, requireLive } from './set-version.js';

interface HoldOut {
  /** Undefined: all of the newest version. */
  questionIds: number[] | undefined;
  heldOut: boolean;
}
type Named = Pick<SetQuestion, 'id' | 'questionKey'>;

/** Keeps questions of a set for testing, or lets them go. What two judges do not agree on yet tests nothing: it is refused. */
export const holdOutSet = (db: DataSource, caller: Caller, setId: number, { questionIds, heldOut }: HoldOut): Promise<{ changed: number; refused: number[] }> =>
  db.transaction(async (tx) => {
    const set = await lockSet(tx, setId);
    const named = questionIds ? [...(await requireLive(tx, setId, questionIds)).values()] : await readAll(tx, setId);
    if (!heldOut) return { changed: await letGo(tx, set, named), refused: [] };
    const undecided = await findUndecided(tx, set.pocId, named.map(({ questionKey }) => questionKey));
    const isRefused = ({ questionKey }: Named) => undecided.has(questionKey);
    const changed = await hold(tx, caller, set, named.filter((question) => !isRefused(question)));
    return { changed, refused: named.filter(isRefused).map(({ id }) => id) };
  });

const readAll = (tx: EntityManager, setId: number): Promise<Named[]> => tx.query('SELECT id, question_key AS "questionKey" FROM set_questions WHERE set_id = $1 AND removed_in IS NULL ORDER BY id', [setId]);

// In the order of the keys: two sets of a PoC that hold out the same at once wait for each other, and not in a circle.
const hold = async (tx: EntityManager, { id: callerId }: Caller, { pocId }: QuestionSet, questions: Named[]): Promise<number> => {
  const [{ count }] = await tx.query(
    `WITH held AS (
       INSERT INTO held_out_questions (poc_id, question, question_key, log_id, held_by_id)
       SELECT $1, question, question_key, log_id, $2 FROM set_questions WHERE id = ANY ($3) ORDER BY question_key
       ON CONFLICT (poc_id, question_key) DO NOTHING RETURNING id
     ) SELECT count(*)::int AS count FROM held`,
    [pocId, callerId, questions.map(({ id }) => id)],
  );
  return count as number;
};

const letGo = async (tx: EntityManager, { pocId }: QuestionSet, questions: Named[]): Promise<number> => {
  const [{ count }] = await tx.query(
    `WITH held AS MATERIALIZED (SELECT id FROM held_out_questions WHERE poc_id = $1 AND question_key = ANY ($2) ORDER BY question_key FOR UPDATE),
          let_go AS (DELETE FROM held_out_questions USING held WHERE held_out_questions.id = held.id RETURNING held.id)
     SELECT count(*)::int AS count FROM let_go`,
    [pocId, questions.map(({ questionKey }) => questionKey)],
  );
  return count as number;
};
