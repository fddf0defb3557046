import { storage } from '../storage';
import { addTexts, currentLanguage, setLanguage, type Language } from './texts';

export { currentLanguage, t, useTranslation, type Language, type Translate } from './texts';

type Part = 'general' | LazyPart;
/** Texts that come with the pages that need them. Which pages these are: `catalogue.test.ts`. */
export type LazyPart = 'admin' | 'home' | 'keys' | 'logs' | 'palette' | 'review' | 'sessions' | 'start' | 'tour';

const NAME = 'language';

/** Each reader fetches one language, and the texts of a page with that page. */
const catalogues: Record<Language, Record<Part, () => Promise<object>>> = {
  ja: {
    general: async () => (await import('./ja')).ja,
    admin: async () => (await import('./ja/admin')).admin,
    home: async () => (await import('./ja/home')).home,
    keys: async () => (await import('./ja/keys')).keys,
    logs: async () => (await import('./ja/logs')).logs,
    palette: async () => (await import('./ja/palette')).palette,
    review: async () => (await import('./ja/review')).review,
    sessions: async () => (await import('./ja/sessions')).sessions,
    start: async () => (await import('./ja/start')).start,
    tour: async () => (await import('./ja/tour')).tour,
  },
  en: {
    general: async () => (await import('./en')).en,
    admin: async () => (await import('./en/admin')).admin,
    home: async () => (await import('./en/home')).home,
    keys: async () => (await import('./en/keys')).keys,
    logs: async () => (await import('./en/logs')).logs,
    palette: async () => (await import('./en/palette')).palette,
    review: async () => (await import('./en/review')).review,
    sessions: async () => (await import('./en/sessions')).sessions,
    start: async () => (await import('./en/start')).start,
    tour: async () => (await import('./en/tour')).tour,
  },
};
const wanted = new Set<Part>(['general']);
const loaded = new Set<string>();

const loadWanted = async (language: Language) => {
  await Promise.all(
    [...wanted].map(async (part) => {
      if (loaded.has(`${language}.${part}`)) return;
      addTexts(language, await catalogues[language][part]());
      loaded.add(`${language}.${part}`);
    }),
  );
};

/** To be awaited before a page is drawn that says any of these (`texts` of its route). */
export const loadTexts = (...parts: LazyPart[]) => {
  for (const part of parts) wanted.add(part);
  return loadWanted(currentLanguage());
};

const speak = async (language: Language) => {
  await loadWanted(language);
  setLanguage(language);
  document.documentElement.lang = language;
};

export const changeLanguage = async (language: Language) => {
  await speak(language);
  storage.set(NAME, language);
};

export const initI18n = (...parts: LazyPart[]) => {
  for (const part of parts) wanted.add(part);
  return speak(storage.get(NAME) === 'en' ? 'en' : 'ja');
};
