import { delimitersAt, withEmphasis, type Piece } from './emphasis';
import { plainText, type Inline } from './inline';
import { isEscapable, spanAt } from './spans';

/** A text longer than that has no marks: nobody writes such a paragraph, and a machine that does means no good. */
const longest = 20_000;

const marks = /[\\`*_~[\]!<&$]|https?:\/\//g;

interface Bracket {
  /** Where its text begins among the pieces. */
  from: number;
  isImage: boolean;
}

/** The marks inside a paragraph, a heading or a cell; in a time that grows with its length and no faster. */
export const inlinesOf = (text: string): Inline[] => (text.length > longest || text.search(marks) === -1 ? [text] : new Reader(text).read());

class Reader {
  private pieces: Piece[] = [];
  private brackets: Bracket[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  read(): Inline[] {
    const spans = spanAt(this.text);
    while (this.at < this.text.length) {
      marks.lastIndex = this.at;
      const next = marks.exec(this.text)?.index ?? this.text.length;
      this.put(this.text.slice(this.at, next));
      this.at = next;
      if (next === this.text.length) break;
      const span = spans(next);
      if (span) {
        this.pieces.push(...span.pieces);
        this.at = span.end;
      } else this.mark(this.text[next]!);
    }
    return withEmphasis(this.pieces);
  }

  private put(text: string) {
    if (text !== '') this.pieces.push(text);
  }

  private mark(character: string) {
    if (character === '[' || (character === '!' && this.text[this.at + 1] === '[')) return this.open(character === '!');
    if (character === ']') return this.close();
    const run = delimitersAt(this.text, this.at);
    if (run) {
      this.pieces.push(run);
      this.at += run.count;
      return undefined;
    }
    const isEscape = character === '\\' && isEscapable(this.text[this.at + 1]);
    // A backslash at the end of a line is a line break, which is there anyway.
    if (character === '\\' && this.text[this.at + 1] === '\n') this.at++;
    else if (isEscape) {
      this.put(this.text[this.at + 1]!);
      this.at += 2;
    } else {
      this.put(character);
      this.at++;
    }
    return undefined;
  }

  private open(isImage: boolean) {
    this.put(isImage ? '![' : '[');
    this.brackets.push({ from: this.pieces.length, isImage });
    this.at += isImage ? 2 : 1;
  }

  private close() {
    const bracket = this.brackets.pop();
    const target = bracket && destinationAt(this.text, this.at + 1);
    if (!target) {
      this.put(']');
      this.at++;
      return;
    }
    const children = withEmphasis(this.pieces.splice(bracket.from));
    this.pieces.pop();
    this.pieces.push({ node: bracket.isImage ? { type: 'image', src: target.address, alt: plainText(children) } : { type: 'link', href: target.address, children }, depth: 1 });
    this.at = target.end;
    // No link lies in a link.
    if (!bracket.isImage) this.brackets = [];
  }
}

const longestAddress = 2000;

/** `(address "title")`; parentheses inside are balanced. */
const destinationAt = (text: string, at: number): { address: string; end: number } | null => {
  if (text[at] !== '(') return null;
  const [angled, inAngles] = /^\(\s{0,9}<([^<>\n]{0,2000})>/.exec(text.slice(at, at + longestAddress)) ?? [];
  let end = at + (angled?.length ?? 1);
  for (let depth = 0; angled === undefined && end < at + longestAddress; end++) {
    const character = text[end];
    if (character === undefined || (/\s/.test(character) && end > at + 1)) break;
    if (character === '(') depth++;
    if (character === ')' && depth-- === 0) break;
  }
  const address = (inAngles ?? text.slice(at + 1, end)).trim();
  const close = /^\s{0,9}(?:"[^"]{0,500}"|'[^']{0,500}')?\s{0,9}\)/.exec(text.slice(end, end + 600));
  return close && { address, end: end + close[0].length };
};
