import { describe, expect, it } from 'vitest';
import { en } from './en';
import { ja } from './ja';

type Catalogue = { [key: string]: string | Catalogue };
const partsOf = (modules: Record<string, Record<string, Catalogue>>) => Object.fromEntries(Object.entries(modules).map(([file, module]) => [/(\w+)\.ts$/.exec(file)![1]!, Object.values(module)[0]!]));
const japanese = partsOf(import.meta.glob(['./ja/*.ts', '!./ja/index.ts'], { eager: true }));
const english = partsOf(import.meta.glob(['./en/*.ts', '!./en/index.ts'], { eager: true }));

const flat = (catalogue: Catalogue, path = ''): [string, string][] =>
  Object.entries(catalogue).flatMap(([key, value]): [string, string][] => (typeof value === 'string' ? [[path + key, value]] : flat(value, `${path}${key}.`)));
const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).toSorted();

describe('the catalogues', () => {
  const texts = flat(japanese);
  const translated = new Map(flat(english));
  it('say the same things', () => {
    expect([...translated.keys()].toSorted()).toEqual(texts.map(([key]) => key).toSorted());
  });
  it('leave the same holes to be filled', () => {
    const differing = texts.filter(([key, text]) => holes(text).join() !== holes(translated.get(key) ?? '').join());
    expect(differing).toEqual([]);
  });
  it('leave nothing empty', () => {
    expect([...texts, ...translated].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
  it('give no key twice', () => {
    const sections = Object.values(japanese).flatMap((part) => Object.keys(part));
    expect(sections.filter((section, index) => sections.indexOf(section) !== index)).toEqual([]);
  });
});

/** Pages await their texts (`loadTexts`): elsewhere these would not be there. */
const pagesOf = {
  admin: /routes\/_app\/admin\/|features\/(pocs|models|downloads|engine|users|system)\/|components\/model-facts/,
  comparison: /routes\/_app\/retest\/compare\/|features\/comparison\//,
  home: /routes\/_app\/pocs\/|features\/home\//,
  keys: /routes\/(sign-in|_app\/account|_app\/admin\/users)|features\/(auth|keys|users)\/|components\/new-key/,
  lineage: /features\/logs\/log-lineage|components\/held-out/,
  logs: /routes\/_app\/logs\/|features\/logs\//,
  palette: /features\/palette\/|features\/shell\/keys-dialog/,
  retest: /routes\/_app\/(retest\/|improvements|admin\/pocs\/)|features\/(retest|question-sets|runs|improvements|releases)\//,
  review: /routes\/_app\/review|features\/review\//,
  sessions: /routes\/_app\/(sessions|compare)\/|features\/(sessions|chat)\//,
  start: /routes\/_app\/sessions\/new|features\/sessions\/(start-session-form|second-model)/,
  tour: /features\/tour\//,
  training: /routes\/_app\/admin\/training\/|features\/training\//,
};

describe('a text that comes with its pages is used by no other page', () => {
  const sources = import.meta.glob<string>(['../../**/*.{ts,tsx}', '!./**'], { query: '?raw', import: 'default', eager: true });
  it.each(Object.entries(pagesOf))('%s', (part, isItsPage) => {
    const key = new RegExp('\\bt\\([\'`](' + Object.keys(japanese[part]!).join('|') + ')\\.');
    const users = Object.entries(sources).filter(([, source]) => key.test(source)).map(([file]) => file);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !isItsPage.test(file))).toEqual([]);
  });
  it('covers every part', () => {
    const atOnce = new Set(Object.keys({ ...ja, ...en }));
    const late = Object.entries(japanese).filter(([, part]) => !Object.keys(part).every((section) => atOnce.has(section))).map(([name]) => name);
    expect(late.toSorted()).toEqual(Object.keys(pagesOf).toSorted());
  });
});
