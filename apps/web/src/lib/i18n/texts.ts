import { useSyncExternalStore } from 'react';
import type { ja } from './ja';
import type { admin } from './ja/admin';
import type { comparison } from './ja/comparison';
import type { home } from './ja/home';
import type { keys } from './ja/keys';
import type { lineage } from './ja/lineage';
import type { logs } from './ja/logs';
import type { palette } from './ja/palette';
import type { retest } from './ja/retest';
import type { review } from './ja/review';
import type { sessions } from './ja/sessions';
import type { start } from './ja/start';
import type { training } from './ja/training';
import type { tour } from './ja/tour';

export type Language = 'ja' | 'en';
type Texts = typeof ja & typeof admin & typeof comparison & typeof home & typeof keys & typeof lineage & typeof logs & typeof palette & typeof retest & typeof review & typeof sessions & typeof start & typeof tour & typeof training;
type PathIn<T> = { [Name in keyof T & string]: T[Name] extends string ? Name : `${Name}.${PathIn<T[Name]>}` }[keyof T & string];
/** `signIn.title` */
type TextKey = PathIn<Texts>;
type Values = Readonly<Record<string, string | number | null | undefined>>;
/** The text of a key in the reader's language, its `{{holes}}` filled. */
export type Translate = (key: TextKey, values?: Values) => string;

interface Branch {
  readonly [name: string]: string | Branch;
}
const catalogues: Record<Language, Record<string, Branch[string]>> = { ja: {}, en: {} };
const listeners = new Set<() => void>();

const find = (language: Language, key: string) => {
  let found: Branch[string] | undefined = catalogues[language];
  for (const name of key.split('.')) found = typeof found === 'object' ? found[name] : undefined;
  return typeof found === 'string' ? found : undefined;
};
const filled = (text: string, values: Values) => text.replaceAll(/\{\{(\w+)\}\}/g, (_hole, name: string) => String(values[name] ?? ''));
/** A function of its own for each language, so that what was computed with it is computed anew. */
const translator =
  (language: Language): Translate =>
  (key, values = {}) =>
    filled(find(language, key) ?? key, values);

let language: Language = 'ja';
let translate = translator(language);

export const addTexts = (to: Language, texts: object) => void Object.assign(catalogues[to], texts);
export const currentLanguage = (): Language => language;
export const setLanguage = (next: Language) => {
  language = next;
  translate = translator(next);
  for (const listener of listeners) listener();
};

/** Outside of what is drawn. It does not follow a change of the language by itself. */
export const t: Translate = (key, values) => translate(key, values);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useTranslation = () => ({ t: useSyncExternalStore(subscribe, () => translate) });
