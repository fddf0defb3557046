import { describe, expect, it } from 'vitest';
import { en } from './en';
import { enAdmin } from './en-admin';
import { ja } from './ja';
import { jaAdmin } from './ja-admin';

type Catalogue = { [key: string]: string | Catalogue };

const flat = (catalogue: Catalogue, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)));
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('the catalogues', () => {
  const japanese = flat({ ...ja, ...jaAdmin });
  const english = new Map(flat({ ...en, ...enAdmin }));
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

describe('the texts of the admin pages', () => {
  const sources = import.meta.glob<string>(['../../**/*.{ts,tsx}', '!./*'], { query: '?raw', import: 'default', eager: true });
  const isAdminPage = /routes\/_app\/admin\/|features\/(pocs|models|downloads|engine|users)\/|components\/model-facts/;
  it('are used nowhere else: there they are not loaded', () => {
    const key = new RegExp('\\bt\\([\'`](' + Object.keys(jaAdmin).join('|') + ')\\.');
    const users = Object.entries(sources).filter(([, source]) => key.test(source)).map(([file]) => file);
    expect(users.length).toBeGreaterThan(10);
    expect(users.filter((file) => !isAdminPage.test(file))).toEqual([]);
  });
});
