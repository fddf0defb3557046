const weekMs = 7 * 86_400_000;

/** Every week from the first to the last of these (Mondays, as 2027-01-04), also those in which nothing was. */
export const weeksBetween = (weeks: readonly string[]): string[] => {
  const times = weeks.map((week) => Date.parse(week));
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const count = Math.round((Math.max(...times) - first) / weekMs) + 1;
  return Array.from({ length: count }, (_, index) => new Date(first + index * weekMs).toISOString().slice(0, 10));
};
