import type { Comparison } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Figures, HeatMap, type HeatCell } from '../../components/chart/heat-map';
import { ErrorNotice } from '../../components/error-notice';
import { Badge } from '../../components/ui/badge';
import { SkeletonRows } from '../../components/ui/skeleton';
import { useTranslation } from '../../lib/i18n';
import { matrixQuery } from './comparison-queries';
import { useShareCell, type Share } from './share-cell';

/** How the versions of a set went, topic by topic: each with its newest finished run, oldest first. */
export function VersionMatrix({ comparison }: { comparison: Pick<Comparison, 'set_id' | 'baseline' | 'candidate'> }) {
  const { t } = useTranslation();
  const cellOf = useShareCell();
  const { data, error, refetch } = useQuery(matrixQuery(comparison.set_id));
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={3} />;
  const sideOf = (runId: number) => (['baseline', 'candidate'] as const).find((side) => comparison[side].run_id === runId);
  /** To the answers of that version that were found good. */
  const linked = (runId: number, topic: string | undefined, share: Share): HeatCell => {
    const cell = cellOf(share);
    if (share.good === 0) return cell;
    const figures = (
      <Link to="/retest/runs/$runId" params={{ runId }} search={{ evaluation: 1, ...(topic !== undefined && { topic }) }} className="block rounded-sm underline decoration-line-strong underline-offset-4 hover:text-brand-ink">
        <Figures cell={cell} />
      </Link>
    );
    return { ...cell, linked: figures };
  };
  return (
    <div className="flex flex-col gap-3">
      <p className="-mt-2 max-w-[52em] text-sm text-ink-soft">{t('comparison.matrixLead')}</p>
      <HeatMap
        caption={t('comparison.matrixTitle')}
        columns={[
          { id: 'topic', name: t('comparison.topic') },
          ...data.versions.map((version) => {
            const side = sideOf(version.run_id);
            return {
              id: version.run_id,
              name: (
                <span className="flex flex-col items-center gap-0.5">
                  {side && <Badge tone={side === 'candidate' ? 'brand' : 'plain'}>{t(`comparison.${side}`)}</Badge>}
                  <span className="max-w-[12em] truncate" title={version.model_name}>
                    {version.model_name}
                  </span>
                  <span>{t('model.version', { version: version.model_version })}</span>
                </span>
              ),
            };
          }),
        ]}
        rows={[
          { id: 'all', name: t('comparison.allTopics'), cells: data.versions.map(({ overall, run_id }) => linked(run_id, undefined, overall)), isTotal: true },
          ...data.topics.map(({ topic, cells }) => ({ id: `topic.${topic ?? ''}`, name: topic ?? t('comparison.noTopic'), cells: cells.map((cell, at) => linked(data.versions[at]!.run_id, topic ?? '', cell)) })),
        ]}
      />
    </div>
  );
}
