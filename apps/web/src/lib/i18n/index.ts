import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { storage } from '../storage';
import { ja } from './ja';
import type { jaAdmin } from './ja-admin';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ja & typeof jaAdmin };
  }
}

export type Language = 'ja' | 'en';
type Part = 'general' | 'admin';

const NAME = 'language';

/** What comes later: English only for those who read it, the texts of the admin pages only for admins. */
const catalogues = {
  ja: { general: async () => ja, admin: async () => (await import('./ja-admin')).jaAdmin },
  en: { general: async () => (await import('./en')).en, admin: async () => (await import('./en-admin')).enAdmin },
};
const wanted = new Set<Part>(['general']);
const loaded = new Set<string>();

const loadWanted = (language: Language) =>
  Promise.all(
    [...wanted].map(async (part) => {
      if (loaded.has(`${language}.${part}`)) return;
      i18next.addResourceBundle(language, 'translation', await catalogues[language][part]());
      loaded.add(`${language}.${part}`);
    }),
  );

/** To be awaited before a page of the admin area is shown. */
export const loadAdminTexts = () => {
  wanted.add('admin');
  return loadWanted(currentLanguage());
};

export const changeLanguage = async (language: Language) => {
  await loadWanted(language);
  await i18next.changeLanguage(language);
  storage.set(NAME, language);
  document.documentElement.lang = language;
};

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'ja');

export const initI18n = async () => {
  await i18next.use(initReactI18next).init({
    lng: 'ja',
    fallbackLng: 'ja',
    resources: { ja: { translation: ja } },
    // React escapes.
    interpolation: { escapeValue: false },
  });
  loaded.add('ja.general');
  if (storage.get(NAME) === 'en') await changeLanguage('en');
};
