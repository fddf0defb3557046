/** Drawn so many at a time: one row that comes is nearly as much work for the browser as a few. */
const STEP = 4;
/** Drawn beyond the screen, on either side. */
const BEYOND = 4;

interface RowWindow {
  start: number;
  size: number;
}

/** The rows that are drawn: always as many, so that the elements of those that leave serve those that come. */
export const rowWindow = ({ first, screen, count }: { first: number; screen: number; count: number }): RowWindow => {
  // One more than fit on the screen may be seen of, and the first step may have begun up to a step before.
  const size = Math.min(count, screen + 1 + 2 * BEYOND + STEP - 1);
  const start = Math.floor((first - BEYOND) / STEP) * STEP;
  return { start: Math.max(0, Math.min(start, count - size)), size };
};

export interface DrawnRow {
  index: number;
  /** The element it is drawn into. */
  slot: number;
}

/**
 * The rows of a window and the one that the keyboard is at, in order. That one keeps its element however far away it is, because the focus is in
 * it: of the others, the one whose turn that element would be gets a further one.
 */
export const drawnRows = ({ start, size }: RowWindow, active: number): DrawnRow[] => {
  const rows = Array.from({ length: size }, (_, place) => ({ index: start + place, slot: (start + place) % size }));
  if (active >= start && active < start + size) return rows;
  const kept = { index: active, slot: active % size };
  const others = rows.map((row) => (row.slot === kept.slot ? { ...row, slot: size } : row));
  return active < start ? [kept, ...others] : [...others, kept];
};
