import { plainText, type Inline } from './inline';

/** A run of `*`, `_` or `~` that may open or close. */
interface Run {
  mark: string;
  count: number;
  canOpen: boolean;
  canClose: boolean;
}
export type Piece = string | Run | { node: Exclude<Inline, string>; depth: number };

/** What lies deeper has no marks: a hundred thousand of them must not be as many boxes in one another. */
const deepest = 8;

const space = /^[\s]?$/u;
const punctuation = /[\p{P}\p{S}]/u;
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u;

/** The run of marks at a place, or null if there is none. */
export const delimitersAt = (text: string, at: number): Run | null => {
  const mark = text[at]!;
  if (!'*_~'.includes(mark)) return null;
  let count = 1;
  while (text[at + count] === mark) count++;
  const [before, after] = [text[at - 1] ?? '', text[at + count] ?? ''];
  // By the letter of CommonMark `**売掛金（資産）**は` is not bold, and models write that all the time.
  const opensAfter = space.test(before) || punctuation.test(before) || wide.test(before);
  const closesBefore = space.test(after) || punctuation.test(after) || wide.test(after);
  const left = !space.test(after) && (!punctuation.test(after) || opensAfter);
  const right = !space.test(before) && (!punctuation.test(before) || closesBefore);
  if (mark === '~') return { mark, count, canOpen: left && count === 2, canClose: right && count === 2 };
  if (mark === '*') return { mark, count, canOpen: left, canClose: right };
  return { mark, count, canOpen: left && (!right || punctuation.test(before)), canClose: right && (!left || punctuation.test(after)) };
};

const isRun = (piece: Piece): piece is Run => typeof piece !== 'string' && 'mark' in piece;

/** Pairs the runs, from left to right. */
export const withEmphasis = (pieces: readonly Piece[]): Inline[] => {
  const pairs = new Pairs();
  for (const piece of pieces) pairs.add(piece);
  return joined(pairs.out);
};

class Pairs {
  readonly out: Piece[] = [];
  /** Where runs that may open stand in `out`. */
  private openers: number[] = [];
  /** Before that place nothing opens what a run of the kind would close: without it, every run would look back at all before it. */
  private nothingBefore = new Map<string, number>();

  add(piece: Piece) {
    if (!isRun(piece)) return void this.out.push(piece);
    const run = { ...piece };
    while (run.canClose && run.count > 0 && this.pair(run));
    if (run.count === 0) return undefined;
    if (run.canOpen) this.openers.push(this.out.length);
    this.out.push(run);
    return undefined;
  }

  private pair(closer: Run): boolean {
    const place = this.openerOf(closer);
    if (place === undefined) return false;
    const opener = this.out[place] as Run;
    const marks = opener.count >= 2 && closer.count >= 2 ? 2 : 1;
    const node = wrapped(closer.mark, marks, this.out.splice(place + 1));
    opener.count -= marks;
    closer.count -= marks;
    if (opener.count === 0) {
      this.out.pop();
      this.openers.pop();
    }
    for (const [kind, bound] of this.nothingBefore) this.nothingBefore.set(kind, Math.min(bound, this.out.length));
    this.out.push(node);
    return true;
  }

  /** Openers behind the found one are text from then on. */
  private openerOf(closer: Run): number | undefined {
    const kind = `${closer.mark}${closer.canOpen}${closer.count % 3}`;
    const bound = this.nothingBefore.get(kind) ?? 0;
    for (let index = this.openers.length - 1; index >= 0 && this.openers[index]! >= bound; index--) {
      if (!fits(this.out[this.openers[index]!] as Run, closer)) continue;
      this.openers.length = index + 1;
      return this.openers[index];
    }
    this.nothingBefore.set(kind, this.out.length);
    return undefined;
  }
}

/** By CommonMark's rule of three, so that `*a**b*` is one emphasis. */
const fits = (opener: Run, closer: Run) =>
  opener.mark === closer.mark && (opener.mark !== '~' || opener.count === closer.count) && !((opener.canClose || closer.canOpen) && (opener.count + closer.count) % 3 === 0 && (opener.count % 3 !== 0 || closer.count % 3 !== 0));

const wrapped = (mark: string, marks: number, pieces: readonly Piece[]): Piece => {
  const depth = 1 + pieces.reduce((most, piece) => Math.max(most, typeof piece === 'string' || isRun(piece) ? 0 : piece.depth), 0);
  const children = joined(pieces);
  if (depth > deepest) return plainText(children);
  return { node: { type: mark === '~' ? 'del' : marks === 2 ? 'strong' : 'em', children }, depth };
};

/** Runs that found no partner are text; neighbouring texts are one. */
const joined = (pieces: readonly Piece[]): Inline[] => {
  const inlines: Inline[] = [];
  let text = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') text += piece;
    else if (isRun(piece)) text += piece.mark.repeat(piece.count);
    else {
      if (text !== '') inlines.push(text);
      text = '';
      inlines.push(piece.node);
    }
  }
  return text === '' ? inlines : [...inlines, text];
};
