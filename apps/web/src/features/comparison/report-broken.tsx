import type { ComparisonItem } from '@llamune/contracts';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ReportSection } from './report-section';

/** What got worse, by name: who signs has to know. */
export function ReportBroken({ broken, count }: { broken: readonly ComparisonItem[]; count: number }) {
  const { t } = useTranslation();
  return (
    <ReportSection title={t('comparison.reportBroken', { count: formatNumber(count) })}>
      {count === 0 ? (
        <p>{t('comparison.reportBrokenNone')}</p>
      ) : (
        <ol className="border-t border-line-strong">
          {broken.map(({ question_id: id, question, topic }) => (
            <li key={id} className="flex gap-3 border-b py-0.5">
              <span className="min-w-0 flex-1 truncate">{question}</span>
              {topic && <span className="max-w-[14em] shrink-0 truncate text-ink-soft">{topic}</span>}
            </li>
          ))}
          {count > broken.length && <li className="py-0.5">{t('comparison.reportBrokenMore', { count: formatNumber(count - broken.length) })}</li>}
        </ol>
      )}
    </ReportSection>
  );
}
