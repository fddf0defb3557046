import type { Piece } from './emphasis';

interface Span {
  pieces: Piece[];
  end: number;
}

const escapable = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
export const isEscapable = (character: string | undefined) => character !== undefined && escapable.includes(character);

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', yen: '¥', copy: '©', hellip: '…', mdash: '—', ndash: '–', times: '×', divide: '÷', rarr: '→' };
const characterOf = (name: string) => {
  if (!name.startsWith('#')) return named[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff) ? String.fromCodePoint(code) : '�';
};

/** Each looks at one place only, and never further than a bound. */
const patterns = {
  // A formula is kept as it is written: its signs are no marks.
  formula: /\$\$[^$]{1,2000}\$\$|\$(?![\s$])[^$\n]{1,500}(?<![\s$])\$(?!\d)|\\\([^\n]{1,500}?\\\)|\\\[[^\n]{1,500}?\\\]/y,
  angled: /<(https?:\/\/[^\s<>]{1,2000}|[\w.+-]{1,64}@[\w.-]{1,255})>/y,
  // The one tag that models write into tables, and that does no harm.
  lineBreak: /<br[ \t]{0,9}\/?>/iy,
  entity: /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/iy,
  // Japanese follows an address without a space.
  address: /https?:\/\/[\w~:/?#[\]@!$&'()*+,;=%.-]{1,2000}/y,
};
const matchAt = (pattern: RegExp, text: string, at: number) => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Reads whatever is closed in itself at a place: code, formulas, addresses. */
export const spanAt = (text: string) => {
  const code = codeAt(text);
  return (at: number): Span | null => {
    const character = text[at]!;
    if (character === '`') return code(at);
    if (character === '$' || character === '\\') return kept(matchAt(patterns.formula, text, at));
    if (character === '<') return tagAt(text, at);
    if (character === '&') return entityAt(text, at);
    return character === 'h' ? addressAt(text, at) : null;
  };
};

const kept = (found: RegExpExecArray | null): Span | null => found && { pieces: [found[0]], end: found.index + found[0].length };
const link = (href: string, shown: string): Piece => ({ node: { type: 'link', href, children: [shown] }, depth: 1 });

const tagAt = (text: string, at: number): Span | null => {
  const lineBreak = matchAt(patterns.lineBreak, text, at);
  if (lineBreak) return { pieces: [{ node: { type: 'break' }, depth: 1 }], end: at + lineBreak[0].length };
  const [all, address] = matchAt(patterns.angled, text, at) ?? [];
  return address === undefined ? null : { pieces: [link(address.includes('://') ? address : `mailto:${address}`, address)], end: at + all!.length };
};

const entityAt = (text: string, at: number): Span | null => {
  const [all, name] = matchAt(patterns.entity, text, at) ?? [];
  const character = name && characterOf(name);
  return character ? { pieces: [character], end: at + all!.length } : null;
};

const addressAt = (text: string, at: number): Span | null => {
  const found = matchAt(patterns.address, text, at)?.[0];
  const address = found && withoutTail(found);
  return address && /:\/\/\w/.test(address) ? { pieces: [link(address, address)], end: at + address.length } : null;
};

/** Without what belongs to the sentence: its full stop, and a parenthesis that was opened before the address. */
const withoutTail = (address: string) => {
  let surplus = address.split(')').length - address.split('(').length;
  let end = address.length;
  while (end > 0 && ('.,:;!?\'*_~]'.includes(address[end - 1]!) || (address[end - 1] === ')' && surplus > 0))) {
    if (address[end - 1] === ')') surplus--;
    end--;
  }
  return address.slice(0, end);
};

/** Code between as many backticks as it began with. All runs are found once: looking for the end of each anew would take the square of the time. */
const codeAt = (text: string) => {
  const ends = new Map<number, number[]>();
  for (const { index, 0: run } of text.matchAll(/`+/g)) {
    const places = ends.get(run.length);
    if (places) places.push(index);
    else ends.set(run.length, [index]);
  }
  const seen = new Map<number, number>();
  return (at: number): Span | null => {
    let length = 1;
    while (text[at + length] === '`') length++;
    const places = ends.get(length) ?? [];
    let next = seen.get(length) ?? 0;
    while (next < places.length && places[next]! <= at) next++;
    seen.set(length, next);
    const end = places[next];
    if (end === undefined) return { pieces: ['`'.repeat(length)], end: at + length };
    const inside = text.slice(at + length, end).replaceAll('\n', ' ');
    const isPadded = /^ .*[^ ].* $/.test(inside) || /^ [^ ]+ $/.test(inside);
    return { pieces: [{ node: { type: 'code', text: isPadded ? inside.slice(1, -1) : inside }, depth: 1 }], end: end + length };
  };
};
