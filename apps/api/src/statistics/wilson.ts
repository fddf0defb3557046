/** The 97.5 % point of the normal distribution: an interval between two of them holds 95 %. */
const z = 1.959963984540054;

export interface Rate {
  rate: number;
  low: number;
  high: number;
}

/**
 * A share with its 95 % score interval (Wilson 1927, JASA 22:209; without continuity correction, as Newcombe 1998, Statistics in
 * Medicine 17:857, method 3, recommends for small samples). Unlike the textbook interval it never leaves 0…1, and 0 of 20 is still in doubt.
 * @param part 0…whole.
 * @param whole At least 1.
 */
export const rateOf = (part: number, whole: number): Rate => {
  const rate = part / whole;
  const centre = (rate + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const reach = (z / (1 + z ** 2 / whole)) * Math.sqrt((rate * (1 - rate)) / whole + z ** 2 / (4 * whole ** 2));
  // At the ends the interval begins at the share itself; rounding would leave it a hair beside.
  return { rate, low: part === 0 ? 0 : centre - reach, high: part === whole ? 1 : centre + reach };
};

/** The same; null of nothing. */
export const rateOrNull = (part: number, whole: number): Rate | null => (whole > 0 ? rateOf(part, whole) : null);
