import { Activity, BookOpenText, Boxes, Download, FolderKanban, MessageSquareText, Users, type LucideIcon } from 'lucide-react';

interface Destination {
  to: '/sessions' | '/logs' | '/admin/pocs' | '/admin/models' | '/admin/downloads' | '/admin/engine' | '/admin/users';
  label: 'nav.ask' | 'nav.logs' | 'nav.pocs' | 'nav.models' | 'nav.downloads' | 'nav.engine' | 'nav.users';
  icon: LucideIcon;
}

export const work: readonly Destination[] = [
  { to: '/sessions', label: 'nav.ask', icon: MessageSquareText },
  { to: '/logs', label: 'nav.logs', icon: BookOpenText },
];
export const administration: readonly Destination[] = [
  { to: '/admin/pocs', label: 'nav.pocs', icon: FolderKanban },
  { to: '/admin/models', label: 'nav.models', icon: Boxes },
  { to: '/admin/downloads', label: 'nav.downloads', icon: Download },
  { to: '/admin/engine', label: 'nav.engine', icon: Activity },
  { to: '/admin/users', label: 'nav.users', icon: Users },
];
