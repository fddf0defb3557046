import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { REFRESH_MS } from './system-queries';
import { useIsLate } from './use-is-late';

interface StaleNoticeProps {
  /** When the figures came, ms. */
  at: number;
  isError: boolean;
  onRetry: () => void;
}

/** Figures that look alive and are not are worse than none. */
export function StaleNotice({ at, isError, onRetry }: StaleNoticeProps) {
  const { t } = useTranslation();
  const isLate = useIsLate(at, REFRESH_MS * 3);
  if (!isError && !isLate) return null;
  return (
    <Notice
      tone="warning"
      action={
        <Button size="sm" className="max-md:h-10" onClick={onRetry}>
          {t('app.retry')}
        </Button>
      }
    >
      {t('system.stale', { time: formatTime(new Date(at)) })}
    </Notice>
  );
}
