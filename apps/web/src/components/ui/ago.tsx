import { formatAgo, formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** A moment as people speak of it, and as it is written down. */
export function Ago({ at }: { at: string }) {
  const { t } = useTranslation();
  return (
    <time dateTime={at}>
      {formatAgo(at)}
      <span className="whitespace-nowrap text-ink-faint">{t('common.inBrackets', { text: formatDateTime(at) })}</span>
    </time>
  );
}
