import { Link, useLocation } from '@tanstack/react-router';
import { Activity, Boxes, Download, FolderKanban, GraduationCap, Settings2, Users } from 'lucide-react';
import { Menu, MenuItem } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { barPlace, type Destination } from './navigation';

/** Fetched for admins alone. */
export const destinations: readonly Destination[] = [
  { to: '/admin/pocs', label: 'nav.pocs', icon: FolderKanban, words: 'かんり admin poc prompt ぷろんぷと' },
  { to: '/admin/models', label: 'nav.models', icon: Boxes, words: 'かんり もでる admin models' },
  { to: '/admin/training', label: 'nav.training', icon: GraduationCap, words: 'かんり くんれん でーた admin training snapshot' },
  { to: '/admin/downloads', label: 'nav.downloads', icon: Download, words: 'かんり だうんろーど admin download' },
  { to: '/admin/system', label: 'nav.system', icon: Activity, words: 'かんり しすてむ すいろん admin system engine' },
  { to: '/admin/users', label: 'nav.users', icon: Users, words: 'かんり ゆーざー admin users keys' },
];

/** Too many destinations for the bar of a telephone: they open above it. */
export function AdminMenu() {
  const { t } = useTranslation();
  const isHere = useLocation({ select: ({ pathname }) => pathname.startsWith('/admin') });
  return (
    <Menu
      align="end"
      side="top"
      trigger={
        <button type="button" data-here={isHere} className={`${barPlace} data-[here=true]:font-semibold data-[here=true]:text-brand-ink`}>
          <Settings2 aria-hidden className="size-5" strokeWidth={1.75} />
          {t('nav.admin')}
        </button>
      }
    >
      {destinations.map(({ to, label, icon: Icon }) => (
        <MenuItem key={to} asChild>
          <Link to={to} className="h-11 data-[status=active]:font-semibold data-[status=active]:text-brand-ink">
            <Icon aria-hidden />
            {t(label)}
          </Link>
        </MenuItem>
      ))}
    </Menu>
  );
}
