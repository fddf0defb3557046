type Day = 'today' | 'yesterday' | 'earlier';

const dayNumber = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000;

/** Which day something was, by the reader's own calendar. */
export const dayOf = (iso: string, now = new Date()): Day => {
  const daysAgo = dayNumber(now) - dayNumber(new Date(iso));
  if (daysAgo <= 0) return 'today';
  return daysAgo === 1 ? 'yesterday' : 'earlier';
};

/** Rows that are newest first, by day; days without any are left out. */
export const byDay = <Row extends { started_at: string }>(rows: readonly Row[], now = new Date()): { day: Day; rows: Row[] }[] =>
  (['today', 'yesterday', 'earlier'] as const).map((day) => ({ day, rows: rows.filter((row) => dayOf(row.started_at, now) === day) })).filter((group) => group.rows.length > 0);
