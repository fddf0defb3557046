import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { logFilter, type LogSearch } from './log-search';
import { neighboursQuery } from './neighbours';

/** From log to log in the list that the reader came from, without going back to it. */
export function LogSteps({ logId, search }: { logId: number; search: LogSearch }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(neighboursQuery(useQueryClient(), logFilter(search), logId));
  const go = (to: number | null | undefined) => {
    if (to) void navigate({ to: '/logs/$logId', params: { logId: to }, search, replace: true });
  };
  useShortcuts([
    { keys: ['ArrowLeft', 'k'], label: t('logs.newer'), run: () => go(data?.newer) },
    { keys: ['ArrowRight', 'j'], label: t('logs.older'), run: () => go(data?.older) },
  ]);
  if (!data || data.total === 0) return null;
  return (
    <nav aria-label={t('logs.stepsLabel')} className="flex items-center gap-1">
      <Step to={data.newer} search={search} label={t('logs.newer')}>
        <ArrowLeft aria-hidden />
      </Step>
      <span className="px-1 text-sm whitespace-nowrap text-ink-soft">{t('logs.position', { at: formatNumber(data.position), n: formatNumber(data.total) })}</span>
      <Step to={data.older} search={search} label={t('logs.older')}>
        <ArrowRight aria-hidden />
      </Step>
    </nav>
  );
}

function Step({ to, search, label, children }: { to: number | null; search: LogSearch; label: string; children: ReactNode }) {
  const looks = { variant: 'secondary', size: 'icon', className: 'max-md:size-10' } as const;
  if (to === null)
    return (
      <Button {...looks} disabled aria-label={label}>
        {children}
      </Button>
    );
  return (
    <Button asChild {...looks}>
      <Link to="/logs/$logId" params={{ logId: to }} search={search} replace aria-label={label} title={label}>
        {children}
      </Link>
    </Button>
  );
}
