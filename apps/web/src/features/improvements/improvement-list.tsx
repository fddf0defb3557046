import type { Improvement, ImprovementStage } from '@llamune/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice } from '../../components/error-notice';
import { EvaluationMark } from '../../components/evaluation-mark';
import { Badge, type Tone } from '../../components/ui/badge';
import { MoreButton } from '../../components/ui/more-button';
import { EmptyState } from '../../components/ui/empty-state';
import { SkeletonRows } from '../../components/ui/skeleton';
import { useTranslation } from '../../lib/i18n';
import { Chain } from './chain';
import { improvementPages } from './improvement-queries';

interface ImprovementListProps {
  pocId: number;
  stage: ImprovementStage | undefined;
  isAdmin: boolean;
}

const tones: Record<ImprovementStage, Tone> = { to_correct: 'fair', to_take: 'plain', to_train: 'plain', to_retest: 'brand', not_fixed: 'bad', verified: 'good' };

/** The logs themselves, newest first, each with what became of it. */
export function ImprovementList({ pocId, stage, isAdmin }: ImprovementListProps) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(improvementPages(pocId, stage));
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={5} />;
  const improvements = data.pages.flat();
  if (improvements.length === 0) return <EmptyState>{t(stage ? 'improvements.noneHere' : 'improvements.none')}</EmptyState>;
  return (
    <>
      <ul aria-label={t('improvements.list')} className="divide-y overflow-hidden rounded-lg border bg-surface">
        {improvements.map((improvement) => (
          <Row key={improvement.id} improvement={improvement} isAdmin={isAdmin} />
        ))}
      </ul>
      <MoreButton pages={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </>
  );
}

function Row({ improvement, isAdmin }: { improvement: Improvement; isAdmin: boolean }) {
  const { t } = useTranslation();
  const { id, question, evaluation, priority, stage } = improvement;
  return (
    <li className="flex flex-col gap-2 px-4 py-3.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <EvaluationMark evaluation={evaluation} />
        <Link to="/logs/$logId" params={{ logId: id }} className="text-sm text-brand-ink underline">
          {t('improvements.log', { id })}
        </Link>
        <Badge tone={tones[stage]}>{t(`improvements.stage.${stage}`)}</Badge>
        {priority !== null && (
          <span className="text-xs text-ink-faint">
            {t('priority.label')}: {t(`priority.${priority}`)}
          </span>
        )}
      </p>
      <p className="line-clamp-2 text-sm break-words">{question}</p>
      <Chain improvement={improvement} isAdmin={isAdmin} />
    </li>
  );
}
