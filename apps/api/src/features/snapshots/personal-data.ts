/** What in a text looks like personal data. Names of people cannot be told from other words: a person must look. */
const looks: readonly { name: string; pattern: RegExp; holds?: (match: string) => boolean }[] = [
  { name: 'メールアドレス', pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g },
  { name: '電話番号', pattern: /(?<![\d-])(?:\+81[- ]?\d{1,4}|0\d{1,4})[-( ]\d{1,4}[-) ]\d{3,4}(?![\d-])|(?<!\d)0[5789]0\d{8}(?!\d)/g },
  { name: '郵便番号', pattern: /〒\s*\d{3}-?\d{4}/g },
  { name: 'カード番号', pattern: /(?<!\d)\d(?:[- ]?\d){12,18}(?!\d)/g, holds: (match) => passesLuhn(digitsOf(match)) },
  { name: 'マイナンバー', pattern: /(?<!\d)\d{4}[- ]?\d{4}[- ]?\d{4}(?!\d)/g, holds: (match) => isIndividualNumber(digitsOf(match)) },
  { name: '口座番号', pattern: /口座(?:番号)?[^\d口]{0,6}\d{7}(?!\d)/g },
];

/** The first thing that is found, as `電話番号: 03-1234-5678`; null: nothing. */
export const personalDataIn = (text: string): string | null => {
  const plain = text.normalize('NFKC').replace(/[‐‑‒–—―−ー](?=\d)/g, '-');
  for (const { name, pattern, holds } of looks) for (const [match] of plain.matchAll(pattern)) if (holds?.(match) ?? true) return `${name}: ${match}`;
  return null;
};

const digitsOf = (text: string): number[] => Array.from(text.replace(/\D/g, ''), Number);

/** ISO/IEC 7812-1, annex B. */
const passesLuhn = (digits: number[]): boolean => {
  const sum = digits.toReversed().reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return digits.length >= 13 && sum % 10 === 0;
};

/** Check digit of the 個人番号: 総務省令第85号（平成26年）第5条. */
const isIndividualNumber = (digits: number[]): boolean => {
  if (digits.length !== 12) return false;
  const sum = digits.slice(0, 11).toReversed().reduce((total, digit, place) => total + digit * (place < 6 ? place + 2 : place - 4), 0);
  return digits[11] === (sum % 11 <= 1 ? 0 : 11 - (sum % 11));
};
