import type { Session } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { Badge } from '../../components/ui/badge';
import { VisibleText } from '../../components/ui/visible-text';
import { formatDate, formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { dayOf } from './session-days';

/** A session as one remembers it: by what was asked first. */
export const SessionRow = memo(({ session, showsUser }: { session: Session; showsUser: boolean }) => {
  const { t } = useTranslation();
  const isEarlier = dayOf(session.started_at) === 'earlier';
  return (
    <li className="relative">
      <Link
        to="/sessions/$sessionId"
        params={{ sessionId: session.session_id }}
        activeOptions={{ includeSearch: false }}
        className="flex min-h-14 flex-col justify-center gap-0.5 rounded-md px-2.5 py-2 hover:bg-sunken data-[status=active]:bg-brand-soft/70 data-[status=active]:shadow-[inset_2px_0_0_var(--brand)]"
      >
        <span className="flex items-start justify-between gap-2">
          <span className={session.first_question ? 'prose-spacing line-clamp-2 min-w-0 text-sm leading-snug font-medium' : 'text-sm leading-snug text-ink-faint'}>{session.first_question ? <VisibleText text={session.first_question} /> : t('sessions.noQuestion')}</span>
          <time dateTime={session.started_at} className="shrink-0 text-xs text-ink-faint">
            {isEarlier ? formatDate(session.started_at) : formatTime(session.started_at)}
          </time>
        </span>
        <span className="flex items-center justify-between gap-2 text-xs text-ink-faint">
          <span className="min-w-0 truncate">
            {session.model_name} {t('model.version', { version: session.model_version })} · {session.poc_name}
            {showsUser && ` · ${session.username}`}
          </span>
          <span className="flex shrink-0 gap-1">
            {session.unevaluated_count > 0 && <Badge tone="brand">{t('sessions.unevaluated', { count: session.unevaluated_count })}</Badge>}
            {session.ended_at && <Badge>{t('sessions.ended')}</Badge>}
          </span>
        </span>
      </Link>
    </li>
  );
});
SessionRow.displayName = 'SessionRow';
