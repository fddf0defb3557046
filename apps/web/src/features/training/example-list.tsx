import type { Snapshot, SnapshotExample } from '@llamune/contracts';
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ErrorNotice } from '../../components/error-notice';
import { EvaluationMark } from '../../components/evaluation-mark';
import { Badge } from '../../components/ui/badge';
import { MoreButton } from '../../components/ui/more-button';
import { SkeletonRows } from '../../components/ui/skeleton';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';

const pageSize = 50;
const examplePages = (snapshotId: number) =>
  infiniteQueryOptions({
    queryKey: ['examples', snapshotId],
    queryFn: ({ pageParam, signal }) => client.snapshots.examples.query({ snapshot_id: snapshotId, limit: pageSize, ...(pageParam > 0 && { after: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < pageSize ? null : page.at(-1)!.log_id),
    // What a snapshot holds never changes.
    staleTime: Infinity,
  });

/** The texts themselves, as they are trained on. */
export function ExampleList({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(examplePages(snapshot.id));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows label={t('app.loading')} rows={4} />;
  return (
    <>
      <ul className="flex flex-col divide-y">
        {data.pages.flat().map((example) => (
          <Example key={example.log_id} example={example} />
        ))}
      </ul>
      <MoreButton pages={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </>
  );
}

function Example({ example }: { example: SnapshotExample }) {
  const { t } = useTranslation();
  return (
    <li className="flex flex-col gap-1.5 py-3.5 text-sm first:pt-0">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <EvaluationMark evaluation={example.evaluation} withText />
        <Badge>{t(`training.split.${example.split}`)}</Badge>
        <Link to="/logs/$logId" params={{ logId: example.log_id }} className="text-xs text-brand-ink underline">
          {t('training.logNumber', { id: example.log_id })}
        </Link>
      </p>
      <p className="font-medium break-words whitespace-pre-wrap">{example.question}</p>
      {example.target !== null && <p className="line-clamp-4 break-words whitespace-pre-wrap">{example.target}</p>}
      {example.rejected !== null && (
        <p className="line-clamp-3 break-words whitespace-pre-wrap text-ink-faint">
          <span className="font-medium">{t('training.rejected')}</span> {example.rejected}
        </p>
      )}
    </li>
  );
}
