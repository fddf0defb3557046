import { useSyncExternalStore } from 'react';
import { storage } from './storage';

const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const NAME = 'theme';
const dark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
const chosen = (): Theme => themes.find((theme) => theme === storage.get(NAME)) ?? 'system';

// public/theme.js does the same before the first paint.
const apply = () => {
  const theme = chosen();
  document.documentElement.dataset.theme = theme === 'dark' || (theme === 'system' && dark.matches) ? 'dark' : 'light';
  listeners.forEach((listener) => listener());
};
dark.addEventListener('change', apply);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

export const useTheme = () => {
  const theme = useSyncExternalStore(subscribe, chosen);
  const change = (next: Theme) => {
    storage.set(NAME, next);
    apply();
  };
  return [theme, change] as const;
};
