import { extendTailwindMerge } from 'tailwind-merge';
import { describe, expect, it } from 'vitest';
import { cn } from './cn';

// A size and a shadow of ours, which it would take for colours.
const byAllRules = extendTailwindMerge({ extend: { classGroups: { 'font-size': [{ text: ['read'] }], shadow: [{ shadow: ['float'] }] } } });

const sources = import.meta.glob<string>(['../**/*.{ts,tsx}', '!../**/*.test.*', '!./i18n/**', '!./class-groups.ts'], { query: '?raw', import: 'default', eager: true });
const words = new Set(Object.values(sources).flatMap((source) => source.match(/[^\s'"`]+/g) ?? []));
/** Without what it depends on (`md:`, `hover:`): that is read by tailwind-merge itself. */
const plain = (word: string) => word.replace(/^(?:[\w@*-]+(?:\[[^\]]*\])?:|\[[^\]]*\]:)+/, '');
const isClass = (word: string) => byAllRules(`${word} ${word}`) === word;
const classes = [...new Set([...words].map(plain))].filter(isClass);

describe('our own rules of what a later class replaces', () => {
  it("are tailwind-merge's, for every two classes that we write", () => {
    expect(classes.length).toBeGreaterThan(500);
    const pairs = classes.flatMap((first) => classes.filter((second) => second !== first).map((second) => `${first} ${second}`));
    expect(pairs.filter((pair) => cn(pair) !== byAllRules(pair))).toEqual([]);
  });
  it('leave what depends on something beside what does not', () => {
    expect(cn('px-2 md:px-4 hover:px-3', 'md:px-6')).toBe('px-2 hover:px-3 md:px-6');
  });
});
