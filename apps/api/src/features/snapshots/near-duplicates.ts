/**
 * Finds questions that nearly say the same, without comparing each with each: MinHash over pairs of letters, banded
 * (Broder 1997; Leskovec, Rajaraman, Ullman, Mining of Massive Datasets, ch. 3.4). Two that share a band are compared for real.
 */
const bands = 8;
const rowsOfBand = 4;
/** Jaccard similarity of their pairs of letters, from which on two questions count as one. Bands of 4 find those with 0.7 with a probability of 0.89. */
const similar = 0.7;

/** For each text the place of the first one of its group. Equal input, equal groups. */
export const groupNearDuplicates = (texts: readonly string[]): Int32Array => {
  const parents = Int32Array.from(texts, (_, place) => place);
  const rootOf = (place: number): number => {
    while (parents[place] !== place) place = parents[place] = parents[parents[place]!]!;
    return place;
  };
  const join = (a: number, b: number) => {
    const [one, other] = [rootOf(a), rootOf(b)];
    parents[Math.max(one, other)] = Math.min(one, other);
  };
  // Band after band: the table of one is small, those of all would not be.
  for (let band = 0; band < bands; band++) {
    const firsts = new Map<number, number>();
    for (const [place, text] of texts.entries()) {
      const key = bandKey(text, band);
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, place);
      else if (rootOf(first) !== rootOf(place) && similarity(texts[first]!, text) >= similar) join(first, place);
    }
  }
  return parents.map((_, place) => rootOf(place));
};

/** Pairs of letters; a text of one letter is a pair of its own. */
const pairsOf = (text: string): Set<number> => {
  const pairs = new Set<number>();
  for (let at = 0; at < Math.max(1, text.length - 1); at++) pairs.add((text.charCodeAt(at) << 16) | (text.length > 1 ? text.charCodeAt(at + 1) : 0));
  return pairs;
};

const similarity = (a: string, b: string): number => {
  if (a === b) return 1;
  const [one, other] = [pairsOf(a), pairsOf(b)];
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared++;
  return shared / (one.size + other.size - shared);
};

const bandKey = (text: string, band: number): number => {
  let key = 0;
  for (let row = 0; row < rowsOfBand; row++) {
    const seed = Math.imul(band * rowsOfBand + row + 1, 0x9e3779b1);
    let least = 0xffffffff;
    for (let at = 0; at < Math.max(1, text.length - 1); at++) least = Math.min(least, scrambled(((text.charCodeAt(at) << 16) | (text.length > 1 ? text.charCodeAt(at + 1) : 0)) ^ seed));
    key = Math.imul(key, 0x01000193) ^ least;
  }
  return key;
};

/** The finalizer of MurmurHash3 (Appleby, public domain): every bit of the input changes half of the output's. */
const scrambled = (value: number): number => {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
