import type { PocOverview, User } from '@llamune/contracts';
import type { ComponentProps } from 'react';
import { Panel } from '../../components/ui/page';
import { useTranslation } from '../../lib/i18n';
import { useRestOfPage } from '../../lib/use-rest-of-page';
import { Attention } from './attention';
import { CirclePanel } from './circle-panel';
import { ExampleQuestions } from './example-questions';
import { evaluatedOf, Headline } from './headline';
import { HomeActions } from './home-actions';
import { ProgressPanel, type ProgressQuery } from './progress-panel';
import { VerdictBar } from './verdict-bar';
import { VersionRates } from './version-rates';
import { WeeklyCourse } from './weekly-course';

interface WorkedHomeProps {
  me: User;
  overview: PocOverview;
  progress: ProgressQuery;
  ask: ComponentProps<typeof ExampleQuestions>['ask'];
}

/** A PoC that is being worked on: where it stands, what to do next, and how good the models are. */
export function WorkedHome({ me, overview, progress, ask }: WorkedHomeProps) {
  const { t } = useTranslation();
  const { poc, counts, attention } = overview;
  const isWhole = useRestOfPage();
  const mine = progress.data?.me;
  const canAsk = me.role !== 'learner';
  const hasAskedNothing = mine && mine.evaluated + mine.unevaluated === 0;
  return (
    <>
      <div className="flex flex-col gap-4">
        <Headline counts={counts} />
        <VerdictBar counts={counts} />
        {canAsk && <HomeActions pocId={poc.id} own={mine?.unevaluated} attention={attention} isAdmin={me.role === 'admin'} />}
      </div>
      {canAsk && hasAskedNothing && poc.example_questions.length > 0 && (
        <Panel id="examples" title={t('home.examples')} className="scroll-mt-4">
          <p className="-mt-2 mb-3 text-sm text-ink-soft">{t('home.examplesLead')}</p>
          <ExampleQuestions questions={poc.example_questions} ask={ask} isAdmin={me.role === 'admin'} />
        </Panel>
      )}
      {/* Nearly as high, so that a scroll bar is there from the beginning and nothing moves. */}
      {isWhole ? <Panels me={me} overview={overview} progress={progress} /> : <div className="h-216" />}
    </>
  );
}

function Panels({ me, overview: { poc, counts, attention, versions, weeks }, progress }: Omit<WorkedHomeProps, 'ask'>) {
  const { t } = useTranslation();
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <CirclePanel counts={counts} />
        <div className="flex flex-col gap-5">
          <Attention pocId={poc.id} attention={attention} isAdmin={me.role === 'admin'} />
          <ProgressPanel query={progress} />
        </div>
      </div>
      {evaluatedOf(counts) === 0 ? (
        <Panel id="versions" title={t('home.versions')} className="scroll-mt-4">
          <p className="text-sm text-ink-soft">{t('home.noVersions')}</p>
        </Panel>
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          <VersionRates versions={versions} />
          <WeeklyCourse versions={versions} weeks={weeks} />
        </div>
      )}
    </>
  );
}
