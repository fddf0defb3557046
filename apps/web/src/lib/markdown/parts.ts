import { closesFence, fenceOf, isBlank, type Fence } from './lines';
import { tableHeadAt } from './tables';

/** What a page draws at once without being felt: a letter counts one, whatever may become an element eight. */
const mostWeight = 40_000;
const markWeight = 8;
const markCodes = new Set(Array.from('|*_[`~<!$\n', (mark) => mark.charCodeAt(0)));
const newline = 10;

interface Parts {
  parts: string[];
  /** Letters that are in none of them. */
  rest: number;
}

/**
 * The first `most` parts of a text, of which each can be drawn in a moment; most texts are one part. It is cut between lines, if possible where
 * one is blank; a table and a block of code go on in the next part with their first lines repeated. A text that has grown has the same parts,
 * and more.
 */
export const partsOf = (text: string, most: number): Parts => {
  const parts: string[] = [];
  let from = 0;
  let carried: string[] = [];
  while (parts.length < most && (from < text.length || from === 0)) {
    const head = carried.map((line) => `${line}\n`).join('');
    const until = endOfPart(text, from, mostWeight - weightOf(head));
    const part = head + text.slice(from, until);
    parts.push(part);
    if (until === text.length) return { parts, rest: 0 };
    carried = openedIn(part, text.slice(until, until + 200).split('\n', 1)[0]!);
    from = until;
  }
  return { parts, rest: text.length - from };
};

const weightOf = (text: string) => {
  let weight = text.length;
  for (let at = 0; at < text.length; at++) if (markCodes.has(text.charCodeAt(at))) weight += markWeight;
  return weight;
};

const endOfPart = (text: string, from: number, most: number) => {
  let weight = 0;
  let line = from;
  let blank = from;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    weight += markCodes.has(code) ? markWeight + 1 : 1;
    // A line that is too long is cut in the middle, but not between the halves of a letter.
    if (weight > most) return [blank, line].find((place) => place > from) ?? at + (code >= 0xdc_00 && code < 0xe0_00 ? 1 : 0);
    if (code !== newline) continue;
    if (weight > most / 2 && isBlank(text.slice(line, at))) blank = at + 1;
    line = at + 1;
  }
  return text.length;
};

/** The lines that the next part needs to be understood: of a block of code or of a table that is not at its end. */
const openedIn = (part: string, following: string): string[] => {
  let fence: Fence | null = null;
  let head: string[] = [];
  const lines = part.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (fence) fence = closesFence(line, fence) ? null : fence;
    else {
      fence = fenceOf(line);
      if (fence) head = [line];
      else if (tableHeadAt(lines, at)) head = lines.slice(at, at + 2);
      else if (line !== '' && !line.includes('|')) head = [];
    }
  }
  const goesOn = fence !== null || (following.includes('|') && head.length === 2);
  return goesOn && weightOf(head.join('\n')) < mostWeight / 4 ? head : [];
};
