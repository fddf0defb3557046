import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link, notFound } from '@tanstack/react-router';
import { ChartNoAxesColumn } from 'lucide-react';
import { BackLink } from '../../../../components/ui/back-link';
import { Button } from '../../../../components/ui/button';
import { Page } from '../../../../components/ui/page';
import { toast } from '../../../../components/ui/toaster';
import { modelsQuery } from '../../../../features/models/model-queries';
import { PocForm } from '../../../../features/pocs/poc-form';
import { pocsQuery, promptPages } from '../../../../features/pocs/poc-queries';
import { parsePromptSearch } from '../../../../features/pocs/prompt-search';
import { PromptVersions } from '../../../../features/pocs/prompt-versions';
import { ReleasePanel } from '../../../../features/releases/release-panel';
import { releasesQuery } from '../../../../features/releases/release-queries';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';
import { says } from '../../../../lib/says';

export const Route = createFileRoute('/_app/admin/pocs/$pocId')({
  ...says('retest'),
  params: idParam('pocId'),
  validateSearch: parsePromptSearch,
  loader: async ({ context: { queryClient }, params: { pocId } }) => {
    const has = (pocs: readonly { id: number }[]) => pocs.some(({ id }) => id === pocId);
    // One that was registered a moment ago is not in what was fetched before.
    if (!has(await queryClient.ensureQueryData(pocsQuery)) && !has(await queryClient.fetchQuery({ ...pocsQuery, staleTime: 0 }))) throw notFound();
    await Promise.all([queryClient.ensureInfiniteQueryData(promptPages(pocId)), queryClient.ensureQueryData(releasesQuery(pocId)), queryClient.ensureQueryData(modelsQuery)]);
  },
  component: PocPage,
});

function PocPage() {
  const { t } = useTranslation();
  const navigate = Route.useNavigate();
  const { pocId } = Route.useParams();
  const search = Route.useSearch();
  const { data: pocs } = useSuspenseQuery(pocsQuery);
  const { data: models } = useSuspenseQuery(modelsQuery);
  const poc = pocs.find(({ id }) => id === pocId);
  if (!poc) return null;
  return (
    <Page
      title={poc.name}
      lead={poc.domain}
      above={<BackLink to="/admin/pocs">{t('pocs.title')}</BackLink>}
      actions={
        <Button asChild className="max-md:h-10">
          <Link to="/pocs/$pocId" params={{ pocId: poc.id }}>
            <ChartNoAxesColumn aria-hidden />
            {t('pocs.toHome')}
          </Link>
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <PocForm key={poc.id} poc={poc} onSaved={({ name }) => toast(t('pocs.updated', { name }))} />
        <ReleasePanel key={`releases ${poc.id}`} pocId={poc.id} models={models} />
        <PromptVersions key={`versions ${poc.id}`} poc={poc} search={search} onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })} />
      </div>
    </Page>
  );
}
