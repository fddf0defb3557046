/** The depth to which quotes and lists may lie in one another; what is deeper stays text. Nobody reads it, and a hundred thousand `>` must not be as many boxes. */
export const deepest = 10;

export const isBlank = (line: string) => line.trim() === '';

/** Columns before the first character; a tab counts four. */
export const indentOf = (line: string) => {
  let columns = 0;
  for (const character of line) {
    if (character !== ' ' && character !== '\t') break;
    columns += character === '\t' ? 4 : 1;
  }
  return columns;
};

export const withoutIndent = (line: string, columns: number) => {
  let [at, left] = [0, columns];
  for (; left > 0 && (line[at] === ' ' || line[at] === '\t'); at++) left -= line[at] === '\t' ? 4 : 1;
  return ' '.repeat(Math.max(0, -left)) + line.slice(at);
};

export interface Marker {
  /** Items of one list have the same: the sign, or what follows the number. */
  kind: string;
  number: number | null;
  indent: number;
  /** The column where the item's text begins. */
  width: number;
  text: string;
}

/** What makes a line an item of a list. */
export const markerOf = (line: string): Marker | null => {
  if (isRule(line)) return null;
  const [, digits, sign, spaces] = /^[ \t]*(?:(\d{1,9})(?=[.)]))?([-*+]|[.)])([ \t]+|$)/.exec(line) ?? [];
  if (sign === undefined || spaces === undefined || (digits === undefined) !== '-*+'.includes(sign)) return null;
  const indent = indentOf(line);
  const signs = (digits?.length ?? 0) + 1;
  const start = line.length - line.trimStart().length + signs;
  // Five spaces or more belong to the text: code in a list.
  const gap = spaces.length > 4 ? 1 : Math.max(1, spaces.length);
  return { kind: sign, number: digits === undefined ? null : Number(digits), indent, width: indent + signs + gap, text: line.slice(start + gap) };
};

export const isRule = (line: string) => {
  if (indentOf(line) > 3) return false;
  const marks = line.replaceAll(/[ \t]/g, '');
  return marks.length >= 3 && '-*_'.includes(marks[0]!) && marks === marks[0]!.repeat(marks.length);
};

export const headingOf = (line: string): { level: number; text: string } | null => {
  const [, marks, text] = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line) ?? [];
  if (!marks) return null;
  const trimmed = (text ?? '').trim();
  let end = trimmed.length;
  while (trimmed[end - 1] === '#') end--;
  // `# C#` keeps its sign: marks that close stand alone.
  const isClosed = end < trimmed.length && (end === 0 || trimmed[end - 1] === ' ');
  return { level: marks.length, text: isClosed ? trimmed.slice(0, end).trimEnd() : trimmed };
};

export interface Fence {
  sign: string;
  indent: number;
  language: string;
}

/** The line that begins a block of code. */
export const fenceOf = (line: string): Fence | null => {
  const [, spaces, sign, info] = /^( {0,3})(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (sign === undefined || (sign.startsWith('`') && info!.includes('`'))) return null;
  return { sign, indent: spaces!.length, language: info!.trim().split(/\s/, 1)[0]! };
};
export const closesFence = (line: string, { sign }: Fence) => {
  const marks = line.trim();
  return marks.length >= sign.length && indentOf(line) <= 3 && marks === sign[0]!.repeat(marks.length);
};

/** A formula on lines of its own: its text is kept as it is. */
export const formulaEnd = (line: string): string | null => {
  const text = line.trim();
  if (text.startsWith('$$')) return '$$';
  return text.startsWith('\\[') ? '\\]' : null;
};
export const endsFormula = (line: string, end: string, isFirst: boolean) => line.trim().endsWith(end) && (!isFirst || line.trim().length > 2);
