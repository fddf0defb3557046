import type { Log } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EvaluationMark } from '../../components/evaluation-mark';
import { ModelName } from '../../components/model-name';
import { trpc } from '../../lib/api';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const MOST = 20;

/** The same question asked before and afterwards, as it was or edited: to see what became of it. */
export function RelatedLogs({ log }: { log: Log }) {
  const { t } = useTranslation();
  const { data: earlier } = useQuery({ ...trpc.logs.get.queryOptions({ log_id: log.retry_of_id ?? 0 }), enabled: log.retry_of_id !== null });
  const { data: later = [] } = useQuery(trpc.logs.rows.queryOptions({ retry_of_id: log.id, limit: MOST }));
  const asked = [...(earlier ? [{ ...earlier, when: t('logs.earlierAsk') }] : []), ...later.toReversed().map((row) => ({ ...row, when: t('logs.laterAsk') }))];
  if (asked.length === 0) return null;
  return (
    <section aria-label={t('logs.related')}>
      <h2 className="mb-1.5 text-sm text-ink-faint">{t('logs.related')}</h2>
      <ul className="flex flex-col divide-y rounded-md border">
        {asked.map(({ id, when, question, evaluation, timestamp, model_name, model_version, model_is_demo }) => (
          <li key={id} className="relative flex flex-wrap items-center gap-x-3 gap-y-0.5 px-3 py-2 text-sm hover:bg-sunken">
            <span className="text-xs text-ink-faint">{when}</span>
            <Link to="/logs/$logId" params={{ logId: id }} className="min-w-0 flex-1 basis-48 truncate font-medium after:absolute after:inset-0">
              {t('chat.number', { id })} {question}
            </Link>
            <ModelName name={model_name} version={model_version} isDemo={model_is_demo} className="text-xs text-ink-soft" />
            <EvaluationMark evaluation={evaluation} withText />
            <time dateTime={timestamp} className="text-xs text-ink-faint">
              {formatDateTime(timestamp)}
            </time>
          </li>
        ))}
      </ul>
    </section>
  );
}
