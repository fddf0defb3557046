import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute } from '@tanstack/react-router';
import { PocFilter } from '../../components/poc-filter';
import { EmptyState } from '../../components/ui/empty-state';
import { BackLink } from '../../components/ui/back-link';
import { Page } from '../../components/ui/page';
import { ImprovementList } from '../../features/improvements/improvement-list';
import { improvementCounts, stages } from '../../features/improvements/improvement-queries';
import { NextStep } from '../../features/improvements/next-step';
import { StageTiles } from '../../features/improvements/stage-tiles';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { says } from '../../lib/says';
import { numberParam, oneOfParam } from '../../lib/search-params';

const pocsQuery = trpc.pocs.list.queryOptions({});

export const Route = createFileRoute('/_app/improvements')({
  ...says('retest'),
  validateSearch: ({ poc, stage }) => {
    const [pocId, chosen] = [numberParam(poc), oneOfParam(stages, stage)];
    return { ...(pocId !== undefined && { poc: pocId }), ...(chosen !== undefined && { stage: chosen }) };
  },
  loader: async ({ context: { queryClient } }) => void (await queryClient.ensureQueryData(pocsQuery)),
  component: Improvements,
});

function Improvements() {
  const { t } = useTranslation();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { poc } = Route.useSearch();
  const shown = pocs.find(({ id }) => id === poc) ?? pocs[0];
  return (
    <Page title={t('improvements.title')} lead={t('improvements.lead')} above={<BackLink to="/retest">{t('retest.title')}</BackLink>}>
      {shown ? <Ledger key={shown.id} pocId={shown.id} /> : <EmptyState>{t('improvements.noPoc')}</EmptyState>}
    </Page>
  );
}

function Ledger({ pocId }: { pocId: number }) {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const { stage } = Route.useSearch();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: counts } = useSuspenseQuery(improvementCounts(pocId));
  const isAdmin = me.role === 'admin';
  return (
    <div className="flex flex-col gap-5">
      <PocFilter label={t('improvements.poc')} pocs={pocs} value={pocId} onChange={(poc) => void navigate({ search: (before) => ({ ...before, ...(poc && { poc }) }), replace: true, resetScroll: false })} />
      <StageTiles counts={counts} chosen={stage} onChoose={(chosen) => void navigate({ search: { poc: pocId, ...(chosen && { stage: chosen }) }, replace: true, resetScroll: false })} />
      {stage ? <NextStep stage={stage} pocId={pocId} isAdmin={isAdmin} /> : <p className="text-sm text-ink-soft">{t('improvements.nextAll')}</p>}
      <ImprovementList pocId={pocId} stage={stage} isAdmin={isAdmin} />
    </div>
  );
}
