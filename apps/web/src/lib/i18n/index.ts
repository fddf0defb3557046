import { storage } from '../storage';
import { addTexts, currentLanguage, setLanguage, type Language } from './texts';

export { currentLanguage, t, useTranslation, type Language, type Translate } from './texts';

type Part = 'general' | LazyPart;
/** Texts that come with the pages that need them. Which pages these are: `catalogue.test.ts`. */
export type LazyPart = 'admin' | 'comparison' | 'home' | 'keys' | 'lineage' | 'logs' | 'palette' | 'retest' | 'review' | 'sessions' | 'start' | 'tour' | 'training';

const NAME = 'language';

/** Each reader fetches one language, and the texts of a page with that page. */
const catalogues: Record<Language, Record<Part, () => Promise<object>>> = {
  ja: {
    general: async () => (await import('./ja')).ja,
    admin: async () => (await import('./ja/admin')).admin,
    comparison: async () => (await import('./ja/comparison')).comparison,
    home: async () => (await import('./ja/home')).home,
    keys: async () => (await import('./ja/keys')).keys,
    lineage: async () => (await import('./ja/lineage')).lineage,
    logs: async () => (await import('./ja/logs')).logs,
    palette: async () => (await import('./ja/palette')).palette,
    retest: async () => (await import('./ja/retest')).retest,
    review: async () => (await import('./ja/review')).review,
    sessions: async () => (await import('./ja/sessions')).sessions,
    start: async () => (await import('./ja/start')).start,
    tour: async () => (await import('./ja/tour')).tour,
    training: async () => (await import('./ja/training')).training,
  },
  en: {
    general: async () => (await import('./en')).en,
    admin: async () => (await import('./en/admin')).admin,
    comparison: async () => (await import('./en/comparison')).comparison,
    home: async () => (await import('./en/home')).home,
    keys: async () => (await import('./en/keys')).keys,
    lineage: async () => (await import('./en/lineage')).lineage,
    logs: async () => (await import('./en/logs')).logs,
    palette: async () => (await import('./en/palette')).palette,
    retest: async () => (await import('./en/retest')).retest,
    review: async () => (await import('./en/review')).review,
    sessions: async () => (await import('./en/sessions')).sessions,
    start: async () => (await import('./en/start')).start,
    tour: async () => (await import('./en/tour')).tour,
    training: async () => (await import('./en/training')).training,
  },
};
const loaded = new Set<`${Language}.${Part}`>();
/** What has been said so far: a change of the language fetches it anew. */
const said = new Set<Part>(['general']);

const load = async (language: Language, parts: Iterable<Part>) => {
  await Promise.all(
    [...parts].map(async (part) => {
      if (!loaded.has(`${language}.${part}`)) addTexts(language, await catalogues[language][part]());
      loaded.add(`${language}.${part}`);
      said.add(part);
    }),
  );
};

/** To be awaited before anything is drawn that says any of these (for a page: `says`). */
export const loadTexts = (...parts: LazyPart[]) => load(currentLanguage(), parts);

const speak = async (language: Language) => {
  await load(language, said);
  setLanguage(language);
  document.documentElement.lang = language;
};

export const changeLanguage = async (language: Language) => {
  await speak(language);
  storage.set(NAME, language);
};

/** With the texts of the first page, if they can be fetched: else that page tells it. */
export const initI18n = async (...parts: LazyPart[]) => {
  const language = storage.get(NAME) === 'en' ? 'en' : 'ja';
  await Promise.all([speak(language), load(language, parts).catch(() => undefined)]);
};
