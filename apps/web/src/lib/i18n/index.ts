import { storage } from '../storage';
import { addTexts, currentLanguage, setLanguage, type Language } from './texts';

export { currentLanguage, t, useTranslation, type Language, type Translate } from './texts';

type Part = 'general' | LazyPart;
/** Texts that come with the pages that need them. Which pages these are: `catalogue.test.ts`. */
type LazyPart = 'admin' | 'home' | 'logs' | 'review';

const NAME = 'language';

/** Each reader fetches one language, and the texts of a page with that page. */
const catalogues: Record<Language, Record<Part, () => Promise<object>>> = {
  ja: {
    general: async () => (await import('./ja')).ja,
    admin: async () => (await import('./ja/admin')).admin,
    home: async () => (await import('./ja/home')).home,
    logs: async () => (await import('./ja/logs')).logs,
    review: async () => (await import('./ja/review')).review,
  },
  en: {
    general: async () => (await import('./en')).en,
    admin: async () => (await import('./en/admin')).admin,
    home: async () => (await import('./en/home')).home,
    logs: async () => (await import('./en/logs')).logs,
    review: async () => (await import('./en/review')).review,
  },
};
const wanted = new Set<Part>(['general']);
const loaded = new Set<string>();

const loadWanted = (language: Language) =>
  Promise.all(
    [...wanted].map(async (part) => {
      if (loaded.has(`${language}.${part}`)) return;
      addTexts(language, await catalogues[language][part]());
      loaded.add(`${language}.${part}`);
    }),
  );

/** To be awaited in `beforeLoad` of a page that says any of these. */
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

export const initI18n = () => speak(storage.get(NAME) === 'en' ? 'en' : 'ja');
