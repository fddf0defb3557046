// By hand: a schema library would be a fifth of what the first page loads. What does not fit is left out, not refused: an address is often typed, and often old.

/** A whole number from `least` to what the database can hold. */
export const numberParam = (value: unknown, least = 1) => {
  const number = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= 2_147_483_647 ? number : undefined;
};
export const oneOfParam = <const T extends string | number>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value || String(one) === value);
/** The router reads `?q=2` as a number, and `?q=true` as a boolean. */
export const textParam = (value: unknown, most: number) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).slice(0, most).toWellFormed() : undefined;
