import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { storage } from '../storage';
import { ja } from './ja';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof ja };
  }
}

export type Language = 'ja' | 'en';

const NAME = 'language';

/** English is fetched only by those who read it. */
const bundle = async (language: Language) => {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en');
    i18next.addResourceBundle('en', 'translation', en);
  }
};

export const changeLanguage = async (language: Language) => {
  await bundle(language);
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
  if (storage.get(NAME) === 'en') await changeLanguage('en');
};
