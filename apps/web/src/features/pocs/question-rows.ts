/** As the contract has it (`pocs.update`). */
export const mostQuestions = 20;
export const longestQuestion = 500;

/** What was pasted over a part of one row: a line is a question, as lists are copied from a spreadsheet or a mail. */
export const pastedRows = (rows: readonly string[], row: number, [start, end]: readonly [number, number], text: string): string[] => {
  const before = rows[row] ?? '';
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim()).filter((line) => line !== '');
  const [first = '', ...rest] = lines;
  const last = rest.at(-1);
  const inserted = last === undefined ? [before.slice(0, start) + first + before.slice(end)] : [before.slice(0, start) + first, ...rest.slice(0, -1), last + before.slice(end)];
  return [...rows.slice(0, row), ...inserted, ...rows.slice(row + 1)];
};

export const movedRows = (rows: readonly string[], from: number, to: number): string[] => {
  const moved = rows[from];
  if (moved === undefined || to < 0 || to >= rows.length) return [...rows];
  return rows.toSpliced(from, 1).toSpliced(to, 0, moved);
};
