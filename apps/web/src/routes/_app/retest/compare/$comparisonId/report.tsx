import { createFileRoute } from '@tanstack/react-router';
import { lineQuery, resultQuery, runQuery } from '../../../../../features/comparison/comparison-queries';
import { ReportPage } from '../../../../../features/comparison/report-page';
import { trpc } from '../../../../../lib/api';
import { idParam } from '../../../../../lib/id-param';

/** So many fit on the sheet, however long they are. */
const brokenShown = 6;
const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/retest/compare/$comparisonId/report')({
  params: idParam('comparisonId'),
  // What is printed is of one moment: not what was seen some time ago, nor half of it newer than the rest.
  gcTime: 0,
  shouldReload: ({ cause }) => cause === 'enter',
  loader: async ({ context: { queryClient }, params: { comparisonId } }) => {
    const result = await queryClient.fetchQuery({ ...resultQuery(comparisonId), staleTime: 0 });
    const { baseline, candidate, poc_id: pocId } = result.comparison;
    const of = async (version: typeof baseline) => {
      const [run, line] = await Promise.all([queryClient.ensureQueryData(runQuery(version.run_id)), queryClient.ensureQueryData(lineQuery(version.model_id))]);
      return { run, line };
    };
    const [before, after, pocs, broken] = await Promise.all([
      of(baseline),
      of(candidate),
      queryClient.ensureQueryData(pocsQuery),
      queryClient.fetchQuery({ ...trpc.comparisons.items.queryOptions({ comparison_id: comparisonId, outcome: 'broken', limit: brokenShown }), staleTime: 0 }),
    ]);
    return { result, poc: pocs.find(({ id }) => id === pocId), runs: { baseline: before.run, candidate: after.run }, lines: { baseline: before.line, candidate: after.line }, broken, at: new Date() };
  },
  component: Report,
});

function Report() {
  const reported = Route.useLoaderData();
  const { me } = Route.useRouteContext();
  return <ReportPage reported={reported} me={me} />;
}
