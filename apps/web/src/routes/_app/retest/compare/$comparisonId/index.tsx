import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { FileText } from 'lucide-react';
import { BackLink } from '../../../../../components/ui/back-link';
import { Button } from '../../../../../components/ui/button';
import { Page } from '../../../../../components/ui/page';
import { resultQuery } from '../../../../../features/comparison/comparison-queries';
import { parseItemSearch } from '../../../../../features/comparison/item-search';
import { ResultPage } from '../../../../../features/comparison/result-page';
import { useNames } from '../../../../../features/comparison/version-names';
import { useTranslation } from '../../../../../lib/i18n';
import { idParam } from '../../../../../lib/id-param';

export const Route = createFileRoute('/_app/retest/compare/$comparisonId/')({
  params: idParam('comparisonId'),
  validateSearch: parseItemSearch,
  loader: ({ context: { queryClient }, params: { comparisonId } }) => queryClient.ensureQueryData({ ...resultQuery(comparisonId), revalidateIfStale: true }),
  component: Result,
});

function Result() {
  const { t } = useTranslation();
  const { comparisonId } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const { me } = Route.useRouteContext();
  const { data: result } = useSuspenseQuery(resultQuery(comparisonId));
  const { nameOf } = useNames();
  const { comparison } = result;
  return (
    <Page
      title={t('comparison.resultTitle')}
      lead={t('comparison.resultLead', { set: t('comparison.setVersion', { name: comparison.set_name, version: comparison.set_version }), baseline: nameOf(comparison.baseline), candidate: nameOf(comparison.candidate) })}
      above={<BackLink to="/retest">{t('nav.retest')}</BackLink>}
      actions={
        <Button asChild className="max-md:h-10">
          <Link to="/retest/compare/$comparisonId/report" params={{ comparisonId }}>
            <FileText aria-hidden />
            {t('comparison.toReport')}
          </Link>
        </Button>
      }
    >
      <ResultPage result={result} me={me} search={search} onSearch={(next) => void navigate({ search: next, replace: true, resetScroll: false })} />
    </Page>
  );
}
