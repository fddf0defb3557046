import type { Entry } from './entry';

/** Full and half width, capitals and small letters, both kana are the same. */
const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));

/** Those in which each word is found, in their order. */
export const matching = (entries: readonly Entry[], text: string): readonly Entry[] => {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return entries.filter(({ label, note = '', words: more = '' }) => {
    const whole = folded(`${label} ${note} ${more}`);
    return words.every((word) => whole.includes(word));
  });
};

/** `123`, `#123`, `＃１２３`: the number of a log. */
export const logNumberIn = (text: string): number | null => {
  const [, digits] = /^#?([1-9]\d{0,9})$/.exec(text.normalize('NFKC').trim()) ?? [];
  const number = Number(digits);
  return digits !== undefined && number <= 2_147_483_647 ? number : null;
};
