type Align = 'left' | 'center' | 'right' | null;
export interface Table {
  type: 'table';
  aligns: Align[];
  header: string[];
  rows: string[][];
}

const mostColumns = 1000;

/** The cells of a line. A `\|` is a bar of the text. */
const cellsOf = (line: string): string[] => {
  const cells: string[] = [];
  const row = line.trim();
  let from = row.startsWith('|') ? 1 : 0;
  for (let at = from; at < row.length && cells.length < mostColumns; at++) {
    if (row[at] === '\\') at++;
    else if (row[at] === '|') {
      cells.push(cellText(row.slice(from, at)));
      from = at + 1;
    }
  }
  return from < row.length && cells.length < mostColumns ? [...cells, cellText(row.slice(from))] : cells;
};
const cellText = (text: string) => text.trim().replaceAll('\\|', '|');

const alignOf = (cell: string): Align => {
  if (cell.endsWith(':')) return cell.startsWith(':') ? 'center' : 'right';
  return cell.startsWith(':') ? 'left' : null;
};

/** The head of a table: a line with bars, and below it as many runs of hyphens. */
export const tableHeadAt = (lines: readonly string[], at: number): Pick<Table, 'aligns' | 'header'> | null => {
  const [head, below] = [lines[at]!, lines[at + 1]];
  if (below === undefined || !head.includes('|') || !/^[ \t]*[|:-]/.test(below) || !below.includes('-')) return null;
  const runs = cellsOf(below);
  if (!runs.every((cell) => /^:?-+:?$/.test(cell))) return null;
  const header = cellsOf(head);
  return header.length === runs.length ? { header, aligns: runs.map(alignOf) } : null;
};

export const tableAt = (lines: readonly string[], at: number): { table: Table; next: number } | null => {
  const head = tableHeadAt(lines, at);
  if (!head) return null;
  const rows: string[][] = [];
  let next = at + 2;
  for (; next < lines.length && lines[next]!.includes('|'); next++) rows.push(cellsOf(lines[next]!).slice(0, head.header.length));
  return { table: { type: 'table', ...head, rows }, next };
};
