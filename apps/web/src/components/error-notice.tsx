import { errorDetail, errorSentence } from '../lib/error-sentence';
import { useTranslation } from '../lib/i18n';
import { Button } from './ui/button';
import { Notice } from './ui/notice';

/** A failed call where it happened: what is wrong, what to do, and the server's own words for whoever is asked for help. */
export function ErrorNotice({ error, onRetry, special, className }: { error: unknown; onRetry?: () => void; special?: Partial<Record<number, string>>; className?: string }) {
  const { t } = useTranslation();
  const detail = errorDetail(error);
  return (
    <Notice
      tone="error"
      className={className}
      action={
        onRetry && (
          <Button size="sm" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )
      }
    >
      <p>{errorSentence(error, special)}</p>
      {detail && <p className="mt-0.5 text-xs">{t('common.serverSays', { detail })}</p>}
    </Notice>
  );
}
