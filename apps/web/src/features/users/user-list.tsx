import type { User } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { Ago } from '../../components/ui/ago';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { SearchInput } from '../../components/ui/search-input';
import { formatDate, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useUsers } from './use-users';
import { longestUserSearch, matchingUsers } from './user-search';

/** As many as one looks through at a glance. */
const FEW = 8;

interface UserListProps {
  me: User;
  q: string;
  onSearch: (q: string) => void;
}

export function UserList({ me, q, onSearch }: UserListProps) {
  const { t } = useTranslation();
  const isSearching = q !== '';
  const { users, lacksSome, offersMore, isFetchingMore, fetchMore } = useUsers(isSearching);
  const shown = matchingUsers(users, q);
  return (
    <>
      {(users.length > FEW || isSearching) && (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-1">
          <SearchInput label={t('users.search')} placeholder={t('users.search')} text={q} maxLength={longestUserSearch} onSearch={onSearch} className="w-full sm:max-w-xs" />
          <output className="text-sm text-ink-soft">{isSearching && (lacksSome ? t('users.searching') : t('users.found', { number: formatNumber(shown.length) }))}</output>
        </div>
      )}
      {shown.length === 0 && !lacksSome ? (
        <EmptyState
          action={
            <Button className="max-md:h-10" onClick={() => onSearch('')}>
              {t('users.searchClear')}
            </Button>
          }
        >
          {t('users.noneFound', { q })}
        </EmptyState>
      ) : (
        <ul aria-label={t('users.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
          {shown.map((user) => (
            <Row key={user.id} user={user} isMe={user.id === me.id} />
          ))}
        </ul>
      )}
      {offersMore && (
        <Button className="mx-auto mt-4 flex max-md:h-10" disabled={isFetchingMore} onClick={fetchMore}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

function Row({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex items-center gap-x-4 px-4 py-3.5 hover:bg-sunken/60">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <Link to="/admin/users/$userId" params={{ userId: user.id }} aria-label={t('users.manage', { name: user.username })} className="font-medium after:absolute after:inset-0">
            {user.username}
          </Link>
          {isMe && <Badge tone="brand">{t('users.self')}</Badge>}
          {user.disabled && <Badge tone="bad">{t('users.disabled')}</Badge>}
        </p>
        <p className="text-xs text-ink-faint">
          {t('users.createdAt')} {formatDate(user.created_at)} ・ {t('users.lastUsed')} {user.last_used_at ? <Ago at={user.last_used_at} /> : t('users.never')}
        </p>
      </div>
      <span className="text-sm text-ink-soft">{t(`role.${user.role}`)}</span>
      <ChevronRight aria-hidden className="size-4.5 text-ink-faint" />
    </li>
  );
}
