import type { NewQuestion, SetQuestion } from '@llamune/contracts';

interface Undo {
  add: NewQuestion[];
  remove: number[];
  replace: (NewQuestion & { id: number })[];
}

const wordsOf = ({ kind, sibling_of_id, question, expected_answer, topic }: SetQuestion): NewQuestion => ({ kind, sibling_of_id, question, expected_answer, topic });
const isSame = (a: SetQuestion, b: SetQuestion) => a.kind === b.kind && a.question === b.question && a.expected_answer === b.expected_answer && a.topic === b.topic;

/**
 * The change that takes a version back, from what came with it and what went. A question that was written anew is replaced rather than removed and added, where it
 * can be told: then it keeps its log, and what belongs to it follows by itself.
 */
export const undoOf = (came: readonly SetQuestion[], went: readonly SetQuestion[]): Undo => {
  const undo: Undo = { add: [], remove: [], replace: [] };
  const left = [...went];
  const take = (fits: (question: SetQuestion) => boolean) => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const unpaired: SetQuestion[] = [];
  for (const question of came) {
    const before = take((other) => other.question === question.question);
    // A sibling that only followed its question follows it back.
    if (before && question.kind !== 'question' && isSame(question, before)) continue;
    if (before) undo.replace.push({ ...wordsOf(before), id: question.id });
    else unpaired.push(question);
  }
  if (unpaired.length === 1 && left.length === 1) {
    undo.replace.push({ ...wordsOf(left[0]!), id: unpaired[0]!.id });
    return undo;
  }
  undo.remove = unpaired.map(({ id }) => id);
  undo.add = inFamilies(left);
  return undo;
};

/** A question that comes back has a new number: what belongs to it is put behind it, without one. */
const inFamilies = (went: readonly SetQuestion[]): NewQuestion[] => {
  const parents = new Set(went.filter(({ kind }) => kind === 'question').map(({ id }) => id));
  const alone = went.filter(({ kind, sibling_of_id }) => kind !== 'question' && !parents.has(sibling_of_id ?? 0));
  const families = went.filter(({ kind }) => kind === 'question').flatMap((parent) => [parent, ...went.filter(({ sibling_of_id }) => sibling_of_id === parent.id)]);
  return [...alone.map(wordsOf), ...families.map((question) => ({ ...wordsOf(question), sibling_of_id: null }))];
};
