import type { Role } from '@llamune/contracts';
import { Activity, BookOpenText, Boxes, Download, FolderKanban, House, MessageSquareText, Scale, Users, type LucideIcon } from 'lucide-react';

export interface Destination {
  to: '/pocs' | '/sessions' | '/review' | '/logs' | '/admin/pocs' | '/admin/models' | '/admin/downloads' | '/admin/system' | '/admin/users';
  label: 'nav.home' | 'nav.ask' | 'nav.review' | 'nav.logs' | 'nav.pocs' | 'nav.models' | 'nav.downloads' | 'nav.system' | 'nav.users';
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
  { to: '/logs', label: 'nav.logs', icon: BookOpenText, letter: 'l', words: 'ろぐ logs history' },
];
export const administration: readonly Destination[] = [
  { to: '/admin/pocs', label: 'nav.pocs', icon: FolderKanban, words: 'かんり admin poc prompt ぷろんぷと' },
  { to: '/admin/models', label: 'nav.models', icon: Boxes, words: 'かんり もでる admin models' },
  { to: '/admin/downloads', label: 'nav.downloads', icon: Download, words: 'かんり だうんろーど admin download' },
  { to: '/admin/system', label: 'nav.system', icon: Activity, words: 'かんり しすてむ すいろん admin system engine' },
  { to: '/admin/users', label: 'nav.users', icon: Users, words: 'かんり ゆーざー admin users keys' },
];

/** Where somebody of that role may go. */
export const destinationsOf = (role: Role): readonly Destination[] => (role === 'admin' ? [...work, ...administration] : work);
