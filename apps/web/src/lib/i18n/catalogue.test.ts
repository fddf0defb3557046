import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';

type Catalogue = { [key: string]: string | Catalogue };

const flat = (catalogue: Catalogue, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)));
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('the catalogues', () => {
  const japanese = flat(ja);
  const english = new Map(flat(en));
  it('say the same things', () => {
    expect([...english.keys()].toSorted()).toEqual(japanese.map(([key]) => key).toSorted());
  });
  it('leave the same holes to be filled', () => {
    const differing = japanese.filter(([key, text]) => holes(text).join() !== holes(english.get(key) ?? '').join());
    expect(differing).toEqual([]);
  });
  it('leave nothing empty', () => {
    expect([...japanese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});
