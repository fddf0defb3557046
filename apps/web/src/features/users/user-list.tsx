import type { User } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { formatDate, formatDateTime } from '../../lib/format';
import { userPages } from './user-queries';

export function UserList({ me }: { me: User }) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(userPages);
  return (
    <>
      <ul aria-label={t('users.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
        {data.pages.flat().map((user) => (
          <Row key={user.id} user={user} isMe={user.id === me.id} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mx-auto mt-4 flex" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
    </>
  );
}

function Row({ user, isMe }: { user: User; isMe: boolean }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex flex-wrap items-center gap-x-6 gap-y-1 px-4 py-3.5 hover:bg-sunken/60">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2.5">
          <Link to="/admin/users/$userId" params={{ userId: user.id }} aria-label={t('users.manage', { name: user.username })} className="font-medium after:absolute after:inset-0">
            {user.username}
          </Link>
          {isMe && <Badge tone="brand">{t('users.self')}</Badge>}
          {user.disabled && <Badge tone="bad">{t('users.disabled')}</Badge>}
        </p>
        <p className="text-xs text-ink-faint">
          {t('users.createdAt')} {formatDate(user.created_at)} ・ {t('users.lastUsed')} {user.last_used_at ? formatDateTime(user.last_used_at) : t('users.never')}
        </p>
      </div>
      <span className="text-sm text-ink-soft">{t(`role.${user.role}`)}</span>
    </li>
  );
}
