import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useState } from 'react';
import { JudgementDesk } from '../../features/judgement/judgement-desk';
import { LastStep } from '../../features/judgement/last-step';
import { onJudgementSaved } from '../../features/judgement/save-judgement';
import { UnsettledNotice } from '../../features/judgement/unsettled-notice';
import type { ReviewJudgement } from '../../features/review/review-judgement';
import { ReviewPage } from '../../features/review/review-page';
import { logQuery, queueQuery } from '../../features/review/review-queries';
import { conditionsOf, parseReviewSearch } from '../../features/review/review-search';
import { trpc } from '../../lib/api';
import { says } from '../../lib/says';

const pocsQuery = trpc.pocs.list.queryOptions({});
const modelsQuery = trpc.models.list.queryOptions({});

export const Route = createFileRoute('/_app/review')({
  validateSearch: parseReviewSearch,
  ...says('review'),
  loaderDeps: ({ search }) => conditionsOf(search),
  // The queue is asked for when the review begins; moving in it must not ask again.
  shouldReload: ({ cause }) => cause === 'enter',
  // Conditions that were left and are chosen again begin with a new queue: what has been judged since is in it no more.
  gcTime: 0,
  loader: async ({ context: { queryClient }, deps }) => {
    const [queue] = await Promise.all([queryClient.fetchQuery({ ...queueQuery(deps), staleTime: 0 }), queryClient.ensureQueryData(pocsQuery), queryClient.ensureQueryData(modelsQuery)]);
    const first = queue.items[0]?.log_id;
    if (first !== undefined) await queryClient.prefetchQuery(logQuery(first));
  },
  component: Review,
});

const judgement: ReviewJudgement = {
  render: (log, place) => <JudgementDesk key={log.id} log={log} {...place} />,
  renderLast: (onGo) => <LastStep onGo={onGo} />,
  renderUnsettled: (shownLogId, onGo) => <UnsettledNotice shownLogId={shownLogId} onGo={onGo} />,
  onSaved: onJudgementSaved,
};

function Review() {
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const queryClient = useQueryClient();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const [round, setRound] = useState(0);
  const again = async () => {
    await queryClient.fetchQuery({ ...queueQuery(search), staleTime: 0 });
    setRound(round + 1);
  };
  return (
    <ReviewPage
      // Another queue begins at its own start.
      key={`${round}.${JSON.stringify(conditionsOf(search))}`}
      search={search}
      onSearch={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false })}
      onAgain={() => void again()}
      me={me}
      pocs={pocs}
      models={models}
      judgement={judgement}
    />
  );
}
