import { changeLanguage, currentLanguage, useTranslation, type Language } from '../lib/i18n';
import { useTheme, type Theme } from '../lib/theme';

/** Language and theme as lists of choices, for whatever shows them. */
export const usePersonSettings = () => {
  const { t } = useTranslation();
  const [theme, setTheme] = useTheme();
  const languageOptions: { value: Language; label: string }[] = [
    { value: 'ja', label: t('settings.japanese') },
    { value: 'en', label: t('settings.english') },
  ];
  const themeOptions: { value: Theme; label: string }[] = [
    { value: 'system', label: t('settings.system') },
    { value: 'light', label: t('settings.light') },
    { value: 'dark', label: t('settings.dark') },
  ];
  return {
    language: { label: t('settings.language'), value: currentLanguage(), options: languageOptions, onChange: (next: Language) => void changeLanguage(next).catch(() => undefined) },
    theme: { label: t('settings.theme'), value: theme, options: themeOptions, onChange: setTheme },
  };
};
