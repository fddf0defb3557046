import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { cn } from '../../lib/cn';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** The number and the time of a log: to its own page. */
export function LogLink({ log, className }: { log: Log; className?: string }) {
  const { t } = useTranslation();
  return (
    <Link to="/logs/$logId" params={{ logId: log.id }} className={cn('inline-flex items-center rounded-sm text-xs whitespace-nowrap text-ink-faint hover:text-brand-ink hover:underline max-md:min-h-10', className)}>
      <span className="sr-only">{t('chat.openLog', { id: log.id })} </span>
      {t('chat.number', { id: log.id })}&nbsp;<time dateTime={log.timestamp}>{formatTime(log.timestamp)}</time>
    </Link>
  );
}
