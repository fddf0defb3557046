import { BookOpenText, FlaskConical, House, MessageSquareText, Scale, type LucideIcon } from 'lucide-react';

export interface Destination {
  to: '/pocs' | '/sessions' | '/review' | '/retest' | '/logs' | '/admin/pocs' | '/admin/models' | '/admin/training' | '/admin/downloads' | '/admin/system' | '/admin/users';
  label: 'nav.home' | 'nav.ask' | 'nav.review' | 'nav.retest' | 'nav.logs' | 'nav.pocs' | 'nav.models' | 'nav.training' | 'nav.downloads' | 'nav.system' | 'nav.users';
  icon: LucideIcon;
  /** Pressed after G, it goes there. */
  letter?: string;
  /** By what else somebody might look for it, before any conversion and in English. */
  words: string;
}

export const work: readonly Destination[] = [
  { to: '/pocs', label: 'nav.home', icon: House, letter: 'h', words: 'ほーむ home top poc' },
  { to: '/sessions', label: 'nav.ask', icon: MessageSquareText, letter: 'q', words: 'しつもん せっしょん ask chat question session' },
  { to: '/review', label: 'nav.review', icon: Scale, letter: 'r', words: 'ひょうか れびゅー review judge queue' },
  { to: '/retest', label: 'nav.retest', icon: FlaskConical, letter: 't', words: 'さいてすと くらべる retest compare versions' },
  { to: '/logs', label: 'nav.logs', icon: BookOpenText, letter: 'l', words: 'ろぐ logs history' },
];

/** The place of a destination in the bar of a telephone. */
export const barPlace = 'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-[11px] text-ink-soft -outline-offset-2';
