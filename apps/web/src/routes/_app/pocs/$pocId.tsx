import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { useEffect } from 'react';
import { EmptyHome } from '../../../features/home/empty-home';
import { HomePage } from '../../../features/home/home-page';
import { overviewQuery, pocsQuery, progressQuery } from '../../../features/home/home-queries';
import { lastPoc } from '../../../features/home/last-poc';
import { useAskAtOnce } from '../../../features/home/use-ask-at-once';
import { WorkedHome } from '../../../features/home/worked-home';
import { defaultModel } from '../../../features/sessions/default-model';
import { useRefreshSessions } from '../../../features/sessions/session-queries';
import { idParam } from '../../../lib/id-param';

export const Route = createFileRoute('/_app/pocs/$pocId')({
  params: idParam('pocId'),
  loader: ({ context: { queryClient }, params: { pocId } }) => {
    void queryClient.prefetchQuery(progressQuery(pocId));
    return Promise.all([queryClient.ensureQueryData(overviewQuery(pocId)), queryClient.ensureQueryData(pocsQuery)]);
  },
  component: PocHome,
});

function PocHome() {
  const { pocId } = Route.useParams();
  const { me } = Route.useRouteContext();
  const navigate = Route.useNavigate();
  const queryClient = useQueryClient();
  const overview = useSuspenseQuery(overviewQuery(pocId));
  const progress = useQuery(progressQuery(pocId));
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { poc, counts } = overview.data;
  const refreshSessions = useRefreshSessions();
  const onAsked = (sessionId: number) => {
    void refreshSessions();
    void navigate({ to: '/sessions/$sessionId', params: { sessionId } });
  };
  const ask = useAskAtOnce({ poc, chooseModel: async (models) => Number(await defaultModel(queryClient, models, pocId)) || undefined, onAsked });
  useEffect(() => lastPoc.set(me.id, pocId), [me.id, pocId]);
  return (
    <HomePage key={pocId} me={me} pocs={pocs} overview={overview}>
      {counts.total === 0 ? <EmptyHome me={me} overview={overview.data} ask={ask} /> : <WorkedHome me={me} overview={overview.data} progress={progress} ask={ask} />}
    </HomePage>
  );
}
