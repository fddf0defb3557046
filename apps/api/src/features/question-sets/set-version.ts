import type { QuestionKind } from '@llamune/contracts';
import { QuestionSet, QuestionSetVersion, SetQuestion } from '@llamune/db';
import { IsNull, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';

/** A question as it comes into a set, under the number that it will have. */
export interface NewRow {
  id: number;
  kind: QuestionKind;
  siblingOfId: number | null;
  question: string;
  questionKey: string;
  expectedAnswer: string | null;
  topic: string | null;
  logId: number | null;
}

const mostQuestions = 20_000;
/** A statement takes 65,535 values. */
const writtenAtOnce = 1000;

/** Whoever changes a set, or what of it is held out, does so alone. @throws {DomainError} not_found; conflict: it is not at the version that was looked at. */
export const lockSet = async (tx: EntityManager, id: number, seenVersion?: number): Promise<QuestionSet> => {
  const set = await tx.findOne(QuestionSet, { where: { id }, lock: { mode: 'for_no_key_update' } });
  if (!set) throw notFound('Question set');
  if (seenVersion !== undefined && seenVersion !== set.version) throw new DomainError('conflict', `Somebody has changed this question set since: it is at version ${set.version}. Read it again, then change it.`);
  return set;
};

/** The next version of a locked set; its questions are added to it and removed in it by whoever asks. */
export const beginVersion = async (tx: EntityManager, caller: Caller, set: QuestionSet): Promise<number> => {
  const version = set.version + 1;
  await tx.insert(QuestionSetVersion, { setId: set.id, version, createdById: caller.id });
  await tx.update(QuestionSet, set.id, { version });
  return version;
};

/** Numbers for rows that are to come, smallest first. */
export const takeIds = async (tx: EntityManager, count: number): Promise<number[]> => {
  const rows = await tx.query<{ id: number }[]>("SELECT nextval(pg_get_serial_sequence('set_questions', 'id'))::int AS id FROM generate_series(1, $1)", [count]);
  return rows.map(({ id }) => id).toSorted((a, b) => a - b);
};

/** Questions first: what belongs to one must find it. */
export const insertRows = async (tx: EntityManager, setId: number, version: number, rows: NewRow[]): Promise<void> => {
  const ordered = [...rows.filter(({ kind }) => kind === 'question'), ...rows.filter(({ kind }) => kind !== 'question')];
  for (let at = 0; at < ordered.length; at += writtenAtOnce) await tx.insert(SetQuestion, ordered.slice(at, at + writtenAtOnce).map((row) => ({ ...row, setId, addedIn: version })));
};

/** @throws {DomainError} conflict, when a set has grown too large. */
export const refuseTooMany = async (tx: EntityManager, setId: number): Promise<void> => {
  const count = await tx.countBy(SetQuestion, { setId, removedIn: IsNull() });
  if (count > mostQuestions) throw new DomainError('conflict', `A question set holds at most ${mostQuestions} questions, and would have ${count}. Remove some first, or make another set.`);
};

/** Which of these questions are in the newest version, by their keys. */
export const findLiveByKey = async (tx: EntityManager, setId: number, keys: string[]): Promise<Map<string, { id: number; kind: QuestionKind }>> => {
  const rows = await tx.query<{ key: string; id: number; kind: QuestionKind }[]>(
    'SELECT question_key AS key, id, kind FROM set_questions WHERE set_id = $1 AND removed_in IS NULL AND question_key = ANY ($2)',
    [setId, keys],
  );
  return new Map(rows.map(({ key, id, kind }) => [key, { id, kind }]));
};

/** Of questions that were removed: from which log the newest row of each was taken. */
export const findFormerLogs = async (tx: EntityManager, setId: number, keys: string[]): Promise<Map<string, number>> => {
  const rows = await tx.query<{ key: string; logId: number }[]>(
    'SELECT DISTINCT ON (question_key) question_key AS key, log_id AS "logId" FROM set_questions WHERE set_id = $1 AND removed_in IS NOT NULL AND log_id IS NOT NULL AND question_key = ANY ($2) ORDER BY question_key, id DESC',
    [setId, keys],
  );
  return new Map(rows.map(({ key, logId }) => [key, logId]));
};

/** @throws {DomainError} conflict, when one of them is not in the newest version. */
export const requireLive = async (tx: EntityManager, setId: number, ids: number[]): Promise<Map<number, SetQuestion>> => {
  const rows = await tx.getRepository(SetQuestion).createQueryBuilder('question').where('question.setId = :setId AND question.removedIn IS NULL AND question.id = ANY (:ids)', { setId, ids }).getMany();
  const live = new Map(rows.map((row) => [row.id, row]));
  const gone = ids.find((id) => !live.has(id));
  if (gone !== undefined) throw new DomainError('conflict', `Question ${gone} is not in the newest version of this set. Read the set again, then choose among its questions.`);
  return live;
};
