import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { BlindReview } from '../../../../../features/comparison/blind-review';
import { nextQuery } from '../../../../../features/comparison/comparison-queries';
import { trpc } from '../../../../../lib/api';
import { idParam } from '../../../../../lib/id-param';

const comparisonQuery = (comparisonId: number) => trpc.comparisons.get.queryOptions({ comparison_id: comparisonId });

export const Route = createFileRoute('/_app/retest/compare/$comparisonId/review')({
  params: idParam('comparisonId'),
  // The first pair is asked for when the review begins; what is being judged must not move.
  shouldReload: ({ cause }) => cause === 'enter',
  gcTime: 0,
  preload: false,
  loader: async ({ context: { queryClient }, params: { comparisonId } }) => {
    const [first] = await Promise.all([queryClient.fetchQuery(nextQuery(comparisonId)), queryClient.ensureQueryData(comparisonQuery(comparisonId))]);
    return { first };
  },
  component: Review,
});

function Review() {
  const { comparisonId } = Route.useParams();
  const { first } = Route.useLoaderData();
  const { data: comparison } = useSuspenseQuery(comparisonQuery(comparisonId));
  return <BlindReview key={comparisonId} comparison={comparison} first={first} />;
}
