import type { Model } from '@llamune/contracts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { CopyButton } from '../../components/ui/copy-button';
import { Disclosure } from '../../components/ui/disclosure';
import { LongText } from '../../components/ui/long-text';
import { Panel } from '../../components/ui/page';
import { SkeletonRows } from '../../components/ui/skeleton';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { modelLineQuery, trainingLogQuery } from './model-queries';

/** What came back with a version from its training: nothing of one that was not trained by a learning program. */
export function TrainingRecord({ model }: { model: Model }) {
  const { t } = useTranslation();
  const { data } = useSuspenseQuery(modelLineQuery(model.id));
  const metrics = Object.entries(model.metrics ?? {});
  const hasLog = data.generations[0]?.has_training_log ?? false;
  if (metrics.length === 0 && !hasLog) return null;
  return (
    <Panel title={t('models.training')}>
      <div className="flex flex-col gap-4">
        {metrics.length > 0 && <Metrics metrics={metrics} />}
        {hasLog && <TrainingLog modelId={model.id} />}
      </div>
    </Panel>
  );
}

function Metrics({ metrics }: { metrics: readonly (readonly [name: string, value: number])[] }) {
  const { t } = useTranslation();
  return (
    <table aria-label={t('models.metrics')} className="w-full max-w-md text-sm">
      <thead className="text-xs text-ink-faint">
        <tr className="border-b">
          <th className="py-1.5 pr-4 text-left font-normal">{t('models.metric')}</th>
          <th className="py-1.5 text-right font-normal">{t('models.metricValue')}</th>
        </tr>
      </thead>
      <tbody>
        {metrics.map(([name, value]) => (
          <tr key={name} className="border-b last:border-b-0">
            <th scope="row" className="py-1.5 pr-4 text-left font-normal break-all">
              {name}
            </th>
            {/* As trainers print it: a learning rate is far below a thousandth. */}
            <td className="py-1.5 text-right whitespace-nowrap tabular-nums">{Number.isInteger(value) ? formatNumber(value) : Number(value.toPrecision(6))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Up to a million letters: fetched by whoever unfolds it. */
function TrainingLog({ modelId }: { modelId: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ ...trainingLogQuery(modelId), enabled: open });
  const text = data?.training_log ?? '';
  return (
    <Disclosure summary={t('models.trainingLog')} open={open} onToggle={setOpen}>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} className="mt-2" />}
      {open && !data && !error && <SkeletonRows label={t('app.loading')} rows={3} />}
      {open && data && (
        <div className="mt-2 flex flex-col items-start gap-2">
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
          <section tabIndex={0} aria-label={t('models.trainingLog')} className="max-h-96 w-full overflow-y-auto rounded-md bg-sunken px-3.5 py-3">
            <LongText text={text} className="font-mono text-xs break-words whitespace-pre-wrap" />
          </section>
          <CopyButton text={text} label={t('models.copyTrainingLog')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} size="sm" className="max-md:h-10" />
        </div>
      )}
    </Disclosure>
  );
}
