import { closesFence, deepest, endsFormula, fenceOf, formulaEnd, headingOf, indentOf, isBlank, isRule, markerOf, withoutIndent } from './lines';
import { tableAt, tableHeadAt, type Table } from './tables';

export type Block =
  | { type: 'paragraph'; text: string }
  | { type: 'heading'; level: number; text: string }
  | { type: 'code'; text: string; language: string }
  | { type: 'formula'; text: string }
  | { type: 'rule' }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; start: number | null; items: Block[][] }
  | Table;
/** A block and the line after it. */
type Read = { block: Block; next: number } | null;
type Reader = (lines: readonly string[], at: number, depth: number) => Read;

/**
 * The blocks of a Markdown text, in one pass over its lines. What models write, not all that CommonMark allows: HTML, definitions of
 * links and footnotes stay text.
 */
export const blocksOf = (lines: readonly string[], depth = 0): Block[] => blocksWithLines(lines, depth).map(({ block }) => block);

/** The same, each with where it begins and ends. */
export const blocksWithLines = (lines: readonly string[], depth = 0): { block: Block; from: number; until: number }[] => {
  const blocks: { block: Block; from: number; until: number }[] = [];
  for (let at = 0; at < lines.length; ) {
    if (isBlank(lines[at]!)) {
      at++;
      continue;
    }
    const { block, next } = blockAt(lines, at, depth);
    blocks.push({ block, from: at, until: next });
    at = next;
  }
  return blocks;
};

const blockAt = (lines: readonly string[], at: number, depth: number) => {
  for (const read of readers) {
    const found = read(lines, at, depth);
    if (found) return found;
  }
  return paragraphAt(lines, at, depth);
};

const codeAt: Reader = (lines, at) => {
  const fence = fenceOf(lines[at]!);
  if (!fence) return null;
  const text: string[] = [];
  let next = at + 1;
  for (; next < lines.length && !closesFence(lines[next]!, fence); next++) text.push(withoutIndent(lines[next]!, fence.indent));
  return { block: { type: 'code', text: text.join('\n'), language: fence.language }, next: next + 1 };
};

const indentedCodeAt: Reader = (lines, at) => {
  if (indentOf(lines[at]!) < 4) return null;
  let next = at;
  while (next < lines.length && (indentOf(lines[next]!) >= 4 || isBlank(lines[next]!))) next++;
  const text = lines.slice(at, next).map((line) => withoutIndent(line, 4));
  return { block: { type: 'code', text: text.join('\n').trimEnd(), language: '' }, next };
};

const longestFormula = 50;
const formulaAt: Reader = (lines, at) => {
  const end = formulaEnd(lines[at]!);
  if (!end) return null;
  const most = Math.min(lines.length, at + longestFormula);
  let next = at;
  while (next < most && !isBlank(lines[next]!) && !endsFormula(lines[next]!, end, next === at)) next++;
  // Without an end it is a text with two dollars.
  if (next === most || isBlank(lines[next]!)) return null;
  return { block: { type: 'formula', text: lines.slice(at, next + 1).join('\n') }, next: next + 1 };
};

const headingAt: Reader = (lines, at) => {
  const heading = headingOf(lines[at]!);
  return heading && { block: { type: 'heading', ...heading }, next: at + 1 };
};
const ruleAt: Reader = (lines, at) => (isRule(lines[at]!) ? { block: { type: 'rule' }, next: at + 1 } : null);

const tableReader: Reader = (lines, at) => {
  const found = tableAt(lines, at);
  return found && { block: found.table, next: found.next };
};

const quoted = (line: string) => /^ {0,3}> ?/.exec(line)?.[0].length ?? 0;
const quoteAt: Reader = (lines, at, depth) => {
  if (depth >= deepest || !quoted(lines[at]!)) return null;
  const inner: string[] = [];
  let next = at;
  for (; next < lines.length; next++) {
    const line = lines[next]!;
    const marks = quoted(line);
    if (!marks && !goesOn(lines, next, inner.at(-1), depth)) break;
    inner.push(line.slice(marks));
  }
  return { block: { type: 'quote', blocks: blocksOf(inner, depth + 1) }, next };
};

/** A line without its mark that goes on with the paragraph above. */
const goesOn = (lines: readonly string[], at: number, above: string | undefined, depth: number) =>
  above !== undefined && !isBlank(above) && !headingOf(above) && !fenceOf(above) && !isRule(above) && !isBlank(lines[at]!) && !startsBlock(lines, at, depth);

const listAt: Reader = (lines, at, depth) => {
  const first = markerOf(lines[at]!);
  if (depth >= deepest || !first) return null;
  const items: Block[][] = [];
  let next = at;
  while (markerOf(lines[next] ?? '')?.kind === first.kind) {
    const item = itemAt(lines, next, depth);
    items.push(blocksOf(item.lines, depth + 1));
    next = item.next;
    const following = afterBlanks(lines, next);
    if (markerOf(lines[following] ?? '')?.kind === first.kind) next = following;
  }
  return { block: { type: 'list', start: first.number, items }, next };
};

const itemAt = (lines: readonly string[], at: number, depth: number) => {
  const marker = markerOf(lines[at]!)!;
  // Models often indent by two what belongs to a number, which is three columns wide.
  const inside = Math.min(marker.width, marker.indent + 2);
  const inner = [marker.text];
  let next = at + 1;
  while (next < lines.length) {
    const filled = afterBlanks(lines, next);
    const isInside = filled < lines.length && indentOf(lines[filled]!) >= inside;
    if (!isInside && (filled > next || markerOf(lines[next]!)?.kind === marker.kind || !goesOn(lines, next, inner.at(-1), depth))) break;
    for (; next < filled; next++) inner.push('');
    inner.push(withoutIndent(lines[next]!, marker.width));
    next++;
  }
  return { lines: inner, next };
};

const afterBlanks = (lines: readonly string[], at: number) => {
  let next = at;
  while (next < lines.length && isBlank(lines[next]!)) next++;
  return next;
};

const readers: readonly Reader[] = [codeAt, formulaAt, headingAt, ruleAt, quoteAt, listAt, tableReader, indentedCodeAt];

/** Whether a line ends the paragraph above it. */
const startsBlock = (lines: readonly string[], at: number, depth: number) => {
  const line = lines[at]!;
  const marker = markerOf(line);
  // A line of a paragraph that begins with a number, as a year, is no list.
  const isItem = marker !== null && marker.text.trim() !== '' && (marker.number === null || marker.number === 1);
  return Boolean(fenceOf(line) ?? headingOf(line) ?? formulaEnd(line) ?? tableHeadAt(lines, at)) || isRule(line) || (depth < deepest && (isItem || quoted(line) > 0));
};

const paragraphAt = (lines: readonly string[], at: number, depth: number): NonNullable<Read> => {
  let next = at + 1;
  for (; next < lines.length && !isBlank(lines[next]!); next++) {
    const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[next]!)?.[1];
    if (underline) return { block: { type: 'heading', level: underline.startsWith('=') ? 1 : 2, text: textOf(lines, at, next) }, next: next + 1 };
    if (startsBlock(lines, next, depth)) break;
  }
  return { block: { type: 'paragraph', text: textOf(lines, at, next) }, next };
};
const textOf = (lines: readonly string[], from: number, until: number) => lines.slice(from, until).map((line) => line.trim()).join('\n');
