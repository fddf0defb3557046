import type { PocOverview, User } from '@llamune/contracts';
import type { ComponentProps } from 'react';
import { Panel } from '../../components/ui/page';
import { useTranslation } from '../../lib/i18n';
import { CirclePanel } from './circle-panel';
import { CircleSteps } from './circle-steps';
import { ExampleQuestions } from './example-questions';
import { Headline } from './headline';
import { AskButton } from './home-actions';

interface EmptyHomeProps {
  me: User;
  overview: PocOverview;
  ask: ComponentProps<typeof ExampleQuestions>['ask'];
}

/** A PoC in which nobody has asked anything: what to do first, and what it leads to. */
export function EmptyHome({ me, overview: { poc, counts }, ask }: EmptyHomeProps) {
  const { t } = useTranslation();
  const questions = poc.example_questions;
  return (
    <>
      <Headline counts={counts} />
      {me.role !== 'learner' && (
        <Panel id="examples" title={questions.length > 0 ? t('home.examples') : undefined} className="scroll-mt-4">
          <p className="mb-4 text-ink-soft">{questions.length > 0 ? t('home.examplesFirst') : t('home.noExamples')}</p>
          <div className="flex flex-col gap-5">
            {questions.length > 0 && <ExampleQuestions questions={questions} ask={ask} isAdmin={me.role === 'admin'} />}
            <div>
              <AskButton pocId={poc.id} isFirst={questions.length === 0}>
                {t('home.ownQuestion')}
              </AskButton>
            </div>
          </div>
        </Panel>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <CirclePanel counts={counts} />
        <Panel title={t('home.circleSteps')}>
          <CircleSteps />
        </Panel>
      </div>
    </>
  );
}
