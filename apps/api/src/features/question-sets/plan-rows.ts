import type { QuestionKind } from '@llamune/contracts';
import type { SetQuestion } from '@llamune/db';
import { DomainError } from '../../errors.js';
import { questionKeyOf } from '../../fold-question.js';
import type { NewRow } from './set-version.js';

export interface GivenQuestion {
  kind: QuestionKind;
  siblingOfId: number | null;
  question: string;
  expectedAnswer: string | null;
  topic: string | null;
}
export interface Replacement extends GivenQuestion {
  id: number;
}

/** A change of a set, with what there is to know of the questions it is about. */
export interface Plan {
  add: GivenQuestion[];
  /** Those replacements that say something new. */
  changed: Replacement[];
  /** What is removed or replaced, as it is. */
  current: Map<number, SetQuestion>;
  /** For what is changed, then for what is added. */
  ids: number[];
  /** What is changed: its number so far, and from now on. */
  renamed: Map<number, number>;
  /** What is not in the next version: removed, or changed. */
  gone: Set<number>;
  /** What stays in the set, of those that are asked in `changed` and `add`, by question. */
  alive: Map<string, { id: number; kind: QuestionKind }>;
  /** The log that a question was taken from when it was in the set before: what is put back is again what that log was asked. By question. */
  formerLogs: Map<string, number>;
  /** What stays in the set, of those that siblings are named for, by number. */
  kinds: Map<number, QuestionKind>;
}

/** The rows that come into the set. What is in it already is not added again. */
export const plannedRows = (plan: Plan): NewRow[] => {
  const { changed, current, renamed, alive, kinds } = plan;
  for (const { id, kind } of changed) kinds.set(renamed.get(id)!, kind);
  const rows = changed.map((given): NewRow => {
    const questionKey = questionKeyOf(given.question);
    const same = alive.get(questionKey);
    if (same) throw new DomainError('conflict', `Question ${given.id}: question ${same.id} of this set asks the same already. Remove one of the two.`);
    const id = renamed.get(given.id)!;
    alive.set(questionKey, { id, kind: given.kind });
    const before = current.get(given.id)!;
    // Asked otherwise, it is no longer what the log was asked.
    return { ...given, id, questionKey, siblingOfId: siblingOf(plan, given, before.siblingOfId), logId: before.questionKey === questionKey ? before.logId : null };
  });
  return [...rows, ...addedRows(plan)];
};

const addedRows = (plan: Plan): NewRow[] => {
  let above: number | null = null;
  return plan.add.flatMap((given, at): NewRow[] => {
    const questionKey = questionKeyOf(given.question);
    const known = plan.alive.get(questionKey);
    const id = known?.id ?? plan.ids[plan.changed.length + at]!;
    if (given.kind === 'question') above = id;
    if (known) return [];
    plan.alive.set(questionKey, { id, kind: given.kind });
    plan.kinds.set(id, given.kind);
    const siblingOfId = siblingOf(plan, given.kind === 'question' ? given : { ...given, siblingOfId: given.siblingOfId ?? above }, null);
    return [{ ...given, id, questionKey, siblingOfId, logId: plan.formerLogs.get(questionKey) ?? null }];
  });
};

/** @param before What it belonged to so far: that question may have been removed since, and it can be written anew all the same. */
const siblingOf = ({ renamed, kinds }: Plan, { kind, siblingOfId, question }: GivenQuestion, before: number | null): number | null => {
  const name = `“${question.slice(0, 40).toWellFormed()}”`;
  if (kind === 'question') {
    if (siblingOfId !== null) throw new DomainError('invalid', `${name}: only a paraphrase or a near miss has a sibling_of_id. Leave it out, or say which of the two it is.`);
    return null;
  }
  if (siblingOfId === null) throw new DomainError('invalid', `${name}: a paraphrase or a near miss needs the question it belongs to. Name it as sibling_of_id, or put that question before it.`);
  const id = renamed.get(siblingOfId) ?? siblingOfId;
  const kindOfIt = kinds.get(id);
  if (kindOfIt === undefined && id === before) return id;
  if (kindOfIt === undefined) throw new DomainError('conflict', `${name}: question ${siblingOfId} is not in the newest version of this set. Read the set again, then choose another sibling_of_id.`);
  if (kindOfIt !== 'question') throw new DomainError('invalid', `${name}: question ${siblingOfId} is itself a paraphrase or a near miss. Name the question that it belongs to.`);
  return id;
};
