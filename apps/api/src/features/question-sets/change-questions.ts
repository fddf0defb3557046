import { Poc, QuestionSet, QuestionSetVersion, SetQuestion } from '@llamune/db';
import { In, type DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { questionKeyOf } from '../../fold-question.js';
import { plannedRows, type GivenQuestion, type Plan, type Replacement } from './plan-rows.js';
import { beginVersion, findFormerLogs, findLiveByKey, insertRows, lockSet, refuseTooMany, requireLive, takeIds } from './set-version.js';

interface Change {
  seenVersion: number | undefined;
  add: GivenQuestion[];
  remove: number[];
  replace: Replacement[];
}
interface NewSet {
  pocId: number;
  name: string;
  description: string | null;
  questions: GivenQuestion[];
}

/** With its first version. Answers its id. */
export const createSet = (db: DataSource, caller: Caller, { pocId, name, description, questions }: NewSet): Promise<number> =>
  db.transaction(async (tx) => {
    if (!(await tx.existsBy(Poc, { id: pocId }))) throw notFound('PoC');
    const { id } = await tx.save(tx.create(QuestionSet, { pocId, name, description, createdById: caller.id }));
    await tx.insert(QuestionSetVersion, { setId: id, version: 1, createdById: caller.id });
    await insertRows(tx, id, 1, plannedRows(await planChange(tx, id, { add: questions, remove: [], replace: [] })));
    return id;
  });

/** Omitted is unchanged, null clears. It makes no version: the questions stay as they are. */
export const updateSet = async (db: DataSource, id: number, { archived, ...named }: { name?: string | undefined; description?: string | null | undefined; archived?: boolean | undefined }): Promise<void> => {
  const values = Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
  if (Object.keys(values).length > 0) await db.getRepository(QuestionSet).update(id, values);
  // When it was put away stays, when it is put away again.
  if (archived !== undefined) await db.query('UPDATE question_sets SET archived_at = CASE WHEN $2 THEN coalesce(archived_at, now()) END WHERE id = $1', [id, archived]);
};

/** All of it in one new version; none, when nothing changes. */
export const changeQuestions = (db: DataSource, caller: Caller, setId: number, { seenVersion, ...change }: Change): Promise<void> =>
  db.transaction(async (tx) => {
    const set = await lockSet(tx, setId, seenVersion);
    const plan = await planChange(tx, setId, change);
    const rows = plannedRows(plan);
    if (rows.length === 0 && plan.gone.size === 0) return;
    const version = await beginVersion(tx, caller, set);
    await tx.update(SetQuestion, { id: In([...plan.gone]) }, { removedIn: version });
    await insertRows(tx, setId, version, rows);
    await tx.query(moveSiblings, [version, [...plan.renamed.keys()], [...plan.renamed.values()]]);
    await refuseTooMany(tx, setId);
  });

/** Looks up whatever the rows to come depend on. */
const planChange = async (tx: EntityManager, setId: number, { add, remove, replace }: Omit<Change, 'seenVersion'>): Promise<Plan> => {
  refuseTwice([...remove, ...replace.map(({ id }) => id)]);
  const current = await requireLive(tx, setId, [...remove, ...replace.map(({ id }) => id)]);
  const changed = replace.filter((given) => !isSaid(current.get(given.id)!, given));
  const ids = await takeIds(tx, changed.length + add.length);
  const renamed = new Map(changed.map(({ id }, at) => [id, ids[at]!]));
  const gone = new Set([...remove, ...renamed.keys()]);
  await refuseLostSiblings(tx, changed.filter(({ kind }) => kind !== 'question').map(({ id }) => id), [...gone]);
  const alive = await findLiveByKey(tx, setId, [...changed, ...add].map(({ question }) => questionKeyOf(question)));
  for (const [key, { id }] of alive) if (gone.has(id)) alive.delete(key);
  const named = [...changed, ...add].flatMap(({ siblingOfId }) => siblingOfId ?? []);
  const found = await tx.find(SetQuestion, { where: { setId, id: In(named) }, select: { id: true, kind: true, removedIn: true } });
  const kinds = new Map([...found.filter(({ id, removedIn }) => removedIn === null && !gone.has(id)), ...alive.values()].map(({ id, kind }) => [id, kind]));
  const formerLogs = await findFormerLogs(tx, setId, add.map(({ question }) => questionKeyOf(question)));
  return { add, changed, current, ids, renamed, gone, alive, formerLogs, kinds };
};

const isSaid = (row: SetQuestion, given: GivenQuestion) =>
  row.kind === given.kind && row.siblingOfId === given.siblingOfId && row.question === given.question && row.expectedAnswer === given.expectedAnswer && row.topic === given.topic;

const refuseTwice = (ids: number[]): void => {
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw new DomainError('invalid', `Question ${twice} is named twice. Remove it or replace it, once.`);
};

/** A question that becomes a paraphrase or a near miss can have none itself. */
const refuseLostSiblings = async (tx: EntityManager, ids: number[], gone: number[]): Promise<void> => {
  const [left] = await tx.query<{ id: number; siblingOfId: number }[]>(
    'SELECT id, sibling_of_id AS "siblingOfId" FROM set_questions WHERE sibling_of_id = ANY ($1) AND removed_in IS NULL AND id <> ALL ($2) LIMIT 1',
    [ids, gone],
  );
  if (left) throw new DomainError('conflict', `Question ${left.siblingOfId} must stay a question: ${left.id} belongs to it. Give ${left.id} another question, or remove it.`);
};

// What belongs to a question that was written anew belongs to the new row. Within the version, so that earlier ones stay as they were.
const moveSiblings = `
  WITH moved AS (
    UPDATE set_questions sibling SET removed_in = $1
      FROM unnest($2::int[], $3::int[]) AS renamed (old, new)
     WHERE sibling.sibling_of_id = renamed.old AND sibling.removed_in IS NULL AND sibling.added_in < $1
     RETURNING sibling.*, renamed.new
  )
  INSERT INTO set_questions (set_id, added_in, kind, sibling_of_id, question, question_key, expected_answer, topic, log_id)
  SELECT set_id, $1, kind, new, question, question_key, expected_answer, topic, log_id FROM moved ORDER BY id`;
