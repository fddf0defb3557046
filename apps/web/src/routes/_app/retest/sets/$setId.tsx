import { useSuspenseQuery } from '@tanstack/react-query';
import { createFileRoute, Link } from '@tanstack/react-router';
import { BackLink } from '../../../../components/ui/back-link';
import { Button } from '../../../../components/ui/button';
import { Notice } from '../../../../components/ui/notice';
import { Page, Panel } from '../../../../components/ui/page';
import { AddPanel } from '../../../../features/question-sets/add-panel';
import { QuestionList } from '../../../../features/question-sets/question-list';
import { setQuery } from '../../../../features/question-sets/set-queries';
import { SetSummary } from '../../../../features/question-sets/set-summary';
import { SetVersions } from '../../../../features/question-sets/set-versions';
import { useTranslation } from '../../../../lib/i18n';
import { idParam } from '../../../../lib/id-param';
import { numberParam } from '../../../../lib/search-params';

export const Route = createFileRoute('/_app/retest/sets/$setId')({
  params: idParam('setId'),
  validateSearch: ({ version }): { version?: number } => {
    const number = numberParam(version);
    return number === undefined ? {} : { version: number };
  },
  loader: ({ context: { queryClient }, params: { setId } }) => queryClient.ensureQueryData(setQuery(setId)),
  component: SetPage,
});

function SetPage() {
  const { t } = useTranslation();
  const { me } = Route.useRouteContext();
  const { data: set } = useSuspenseQuery(setQuery(Route.useParams().setId));
  const { version: asked = set.version } = Route.useSearch();
  const version = Math.min(asked, set.version);
  const isAdmin = me.role === 'admin';
  const canChange = isAdmin && version === set.version;
  return (
    <Page
      title={set.name}
      lead={t('sets.version', { version })}
      above={<BackLink to="/retest">{t('retest.title')}</BackLink>}
      actions={
        isAdmin &&
        set.question_count > 0 && (
          <Button asChild variant="primary" className="max-md:h-10">
            <Link to="/retest/runs/new" search={{ set: set.id }}>
              {t('sets.run')}
            </Link>
          </Button>
        )
      }
    >
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <div className="flex min-w-0 flex-col gap-5">
          {version < set.version && (
            <Notice
              action={
                <Button asChild size="sm" className="max-md:h-10">
                  <Link to="/retest/sets/$setId" params={{ setId: set.id }} replace>
                    {t('sets.showNewest')}
                  </Link>
                </Button>
              }
            >
              {t('sets.versionShown', { version })}
            </Notice>
          )}
          {canChange && (
            <Panel title={t('sets.add')}>
              <AddPanel key={set.id} set={set} />
            </Panel>
          )}
          <Panel title={t('sets.questions')}>
            <QuestionList key={set.id} set={set} version={version} canChange={canChange} />
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Panel>
            <SetSummary set={set} canChange={isAdmin} />
          </Panel>
          <Panel title={t('sets.versions')}>
            <SetVersions set={set} shown={version} canChange={canChange} />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
