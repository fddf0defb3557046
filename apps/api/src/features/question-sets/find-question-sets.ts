import type { QuestionKind } from '@llamune/contracts';
import { QuestionSet } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import { notFound } from '../../errors.js';

export interface CountedSet {
  id: number;
  pocId: number;
  name: string;
  description: string | null;
  version: number;
  createdAt: Date;
  archivedAt: Date | null;
  createdBy: string;
  question: number;
  paraphrase: number;
  nearMiss: number;
  heldOut: number;
  topics: string[];
}
interface SetFilter {
  pocId: number | undefined;
  archived: boolean;
  before: number | undefined;
  limit: number;
}
export interface Version {
  version: number;
  createdAt: Date;
  createdBy: string;
  questionCount: number;
  added: number;
  removed: number;
}
export interface ListedQuestion {
  id: number;
  kind: QuestionKind;
  siblingOfId: number | null;
  question: string;
  expectedAnswer: string | null;
  topic: string | null;
  logId: number | null;
  heldOut: boolean;
  addedIn: number;
  removedIn: number | null;
}

const mostTopics = 200;
const mostVersions = 1000;

/** Newest first, with what is in their newest versions. */
export const findQuestionSets = (db: DataSource, { pocId, archived, before, limit }: SetFilter): Promise<CountedSet[]> =>
  db.query(counted('($1::int IS NULL OR poc_id = $1) AND ($2::int IS NULL OR id < $2) AND (archived_at IS NOT NULL) = $3 ORDER BY id DESC LIMIT $4'), [pocId ?? null, before ?? null, archived, limit]);

/** Also within a transaction that has just changed it. */
export const findQuestionSet = async (db: DataSource | EntityManager, id: number): Promise<CountedSet> => {
  const [set] = await db.query<CountedSet[]>(counted('id = $1'), [id]);
  if (!set) throw notFound('Question set');
  return set;
};

const counted = (which: string) => {
  const ofKind = (kind: QuestionKind) => `count(*) FILTER (WHERE question.kind = '${kind}')::int`;
  return `
    SELECT sets.id, sets.poc_id AS "pocId", sets.name, sets.description, sets.version, sets.created_at AS "createdAt", sets.archived_at AS "archivedAt", author.username AS "createdBy", counts.*, named.topics
      FROM (SELECT * FROM question_sets WHERE ${which}) sets
      JOIN users author ON author.id = sets.created_by_id
     CROSS JOIN LATERAL (
       SELECT ${ofKind('question')} AS question, ${ofKind('paraphrase')} AS paraphrase, ${ofKind('near_miss')} AS "nearMiss", count(held.id)::int AS "heldOut"
         FROM set_questions question LEFT JOIN held_out_questions held ON held.poc_id = sets.poc_id AND held.question_key = question.question_key
        WHERE question.set_id = sets.id AND question.removed_in IS NULL) counts
     CROSS JOIN LATERAL (
       SELECT coalesce(array_agg(topic ORDER BY topic), '{}') AS topics
         FROM (SELECT DISTINCT topic FROM set_questions WHERE set_id = sets.id AND removed_in IS NULL AND topic IS NOT NULL ORDER BY topic LIMIT ${mostTopics}) found) named
     ORDER BY sets.id DESC`;
};

/** Newest first. */
export const findVersions = async (db: DataSource, setId: number): Promise<Version[]> => {
  await requireSet(db, setId);
  return db.query(
    `SELECT version.version, version.created_at AS "createdAt", author.username AS "createdBy", coalesce(added.count, 0)::int AS added, coalesce(removed.count, 0)::int AS removed,
            (sum(coalesce(added.count, 0) - coalesce(removed.count, 0)) OVER (ORDER BY version.version))::int AS "questionCount"
       FROM question_set_versions version
       JOIN users author ON author.id = version.created_by_id
       LEFT JOIN (SELECT added_in, count(*) AS count FROM set_questions WHERE set_id = $1 GROUP BY added_in) added ON added.added_in = version.version
       LEFT JOIN (SELECT removed_in, count(*) AS count FROM set_questions WHERE set_id = $1 GROUP BY removed_in) removed ON removed.removed_in = version.version
      WHERE version.set_id = $1 ORDER BY version.version DESC LIMIT ${mostVersions}`,
    [setId],
  );
};

/** Of one version, by their numbers: in the order in which they came into the set. */
export const findQuestions = async (db: DataSource, setId: number, { version, after, limit }: { version: number | undefined; after: number | undefined; limit: number }): Promise<ListedQuestion[]> => {
  const set = await requireSet(db, setId);
  if (version !== undefined && version > set.version) throw notFound('Version of this question set');
  return db.query(
    `SELECT question.id, question.kind, question.sibling_of_id AS "siblingOfId", question.question, question.expected_answer AS "expectedAnswer", question.topic, question.log_id AS "logId",
            question.added_in AS "addedIn", question.removed_in AS "removedIn",
            EXISTS (SELECT 1 FROM held_out_questions held WHERE held.poc_id = $1 AND held.question_key = question.question_key) AS "heldOut"
       FROM set_questions question
      WHERE question.set_id = $2 AND question.added_in <= $3 AND (question.removed_in > $3) IS NOT FALSE AND question.id > $4 ORDER BY question.id LIMIT $5`,
    [set.pocId, setId, version ?? set.version, after ?? 0, limit],
  );
};

const requireSet = async (db: DataSource, id: number): Promise<QuestionSet> => {
  const set = await db.getRepository(QuestionSet).findOneBy({ id });
  if (!set) throw notFound('Question set');
  return set;
};
