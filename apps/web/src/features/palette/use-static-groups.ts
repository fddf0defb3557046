import type { User } from '@llamune/contracts';
import { useNavigate, type LinkProps } from '@tanstack/react-router';
import { Footprints, Keyboard, Languages, LogOut, MessageSquarePlus, SunMoon, Timer, type LucideIcon } from 'lucide-react';
import { usePersonSettings } from '../../components/person-settings';
import { apiKey } from '../../lib/api-key';
import { useTranslation } from '../../lib/i18n';
import type { Entry } from './entry';

export interface Page {
  to: LinkProps['to'];
  label: string;
  icon: LucideIcon;
  words: string;
}
export interface Doings {
  onRestartTour: () => void;
  onOpenKeys: () => void;
}

/** The pages of the menu. */
export const usePages = (pages: readonly Page[]): Entry[] => {
  const navigate = useNavigate();
  return pages.map(({ to, ...page }) => ({ ...page, id: `page ${to}`, run: () => void navigate({ to }) }));
};

/** What can be done from everywhere. */
export const useActions = (me: User, { onRestartTour, onOpenKeys }: Doings): Entry[] => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const settings = useSettings();
  return [
    { id: 'new session', icon: MessageSquarePlus, label: t('palette.newSession'), words: 'あたらしい しつもん new session ask', run: () => void navigate({ to: '/sessions/new' }) },
    { id: 'sprint', icon: Timer, label: t('palette.sprint'), words: 'ひょうか review sprint 15', run: () => void navigate({ to: '/review', search: { minutes: 15 } }) },
    { id: 'keys', icon: Keyboard, label: t('nav.keys'), words: 'きー ショートカット keys shortcuts help', run: onOpenKeys },
    ...(me.role === 'learner' ? [] : [{ id: 'tour', icon: Footprints, label: t('nav.tour'), words: 'つあー tour help', run: onRestartTour }]),
    ...settings,
    { id: 'sign out', icon: LogOut, label: t('palette.signOut'), words: 'ろぐあうと sign out logout', run: () => apiKey.forget('signed_out') },
  ];
};

const useSettings = (): Entry[] => {
  const { t } = useTranslation();
  const { language, theme } = usePersonSettings();
  return [
    ...language.options
      .filter(({ value }) => value !== language.value)
      .map(({ value, label }) => ({ id: `language ${value}`, icon: Languages, label: t('palette.language', { language: label }), words: 'げんご language にほんご 日本語 えいご 英語 english', run: () => language.onChange(value) })),
    ...theme.options.map(({ value, label }) => ({
      id: `theme ${value}`,
      icon: SunMoon,
      label: t('palette.theme', { theme: label }),
      note: value === theme.value ? t('palette.current') : undefined,
      words: 'いろ てーま theme dark light だーく らいと',
      run: () => theme.onChange(value),
    })),
  ];
};
