import { diffArrays } from 'diff';

export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

// Made with the first diff: a page that has none yet need not wait for it.
let segmenter: Intl.Segmenter | undefined;
const words = (text: string) => Array.from((segmenter ??= new Intl.Segmenter('ja', { granularity: 'word' })).segment(text), ({ segment }) => segment);

/** More words than this are not worth the wait, nor the reading. */
const mostWords = 8000;
/** Texts that have nothing in common would take their length squared. */
const mostEdits = 2000;

/**
 * What differs between two texts, by words as the dictionary of the browser cuts them (Japanese has no spaces).
 * Null when the texts are too long or too different for that to be told in good time.
 */
export const wordDiff = (before: string, after: string): DiffPart[] | null => {
  const [old, young] = [words(before), words(after)];
  if (old.length + young.length > mostWords) return null;
  const changes = diffArrays(old, young, { maxEditLength: mostEdits });
  return changes?.map(({ value, removed, added }) => ({ kind: removed ? 'removed' : added ? 'added' : 'same', text: value.join('') })) ?? null;
};
