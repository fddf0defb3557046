import type { BlindPair } from '@llamune/contracts';
import { useCallback, useEffect, useRef, type ReactNode } from 'react';
import { Markdown } from '../../components/ui/markdown';
import { Notice } from '../../components/ui/notice';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';
import { EarlierVerdicts } from './earlier-verdicts';
import { PairJudgement } from './pair-judgement';
import { PairSide } from './pair-side';
import type { JudgedHere } from './use-blind-queue';
import { usePairVerdict } from './use-pair-verdict';
import type { WholeVerdict } from './verdict';

interface PairDeskProps {
  pair: BlindPair;
  said: WholeVerdict | undefined;
  showsDiff: boolean;
  /** Once it is saved: which version was which. */
  revealed: JudgedHere | undefined;
  onJudged: (judged: JudgedHere) => void;
  onGoOn: () => void;
  lastPair: ReactNode;
}

/** A question, what is correct, what the two versions answered, and what a person says of it. */
export function PairDesk({ pair, said, showsDiff, revealed, onJudged, onGoOn, lastPair }: PairDeskProps) {
  const { t } = useTranslation();
  const desk = usePairVerdict(pair, said, ({ verdict, judged }) => onJudged({ ...judged, verdict }));
  const { verdict } = desk;
  const heading = useRef<HTMLHeadingElement>(null);
  const focusQuestion = useCallback(() => heading.current?.focus({ preventScroll: true }), []);
  // Whoever cannot see the page hears where it went.
  useEffect(() => {
    focusQuestion();
    window.scrollTo(0, 0);
  }, [focusQuestion]);
  const compared = showsDiff ? pair.expected_answer : null;
  return (
    <>
      <div className="flex min-h-0 flex-1 flex-col">
        <div className="flex shrink-0 flex-col gap-3 px-4 py-4 sm:px-6 lg:max-h-[42%] lg:overflow-y-auto">
          <RoleNotice pair={pair} isAgain={said !== undefined} />
          <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 lg:grid-cols-2">
            <div>
              {pair.topic && <p className="text-xs text-ink-faint">{pair.topic}</p>}
              <h2 ref={heading} tabIndex={-1} className="prose-spacing text-lg text-pretty [word-break:auto-phrase] whitespace-pre-wrap outline-none">
                <span className="sr-only">{t('comparison.remaining', { count: pair.remaining })} </span>
                <VisibleText text={pair.question} />
              </h2>
            </div>
            <section aria-label={t('comparison.expected')} className="rounded-md border-l-3 border-line-strong bg-sunken/60 px-3.5 py-2">
              <p className="text-xs text-ink-faint">{t('comparison.expected')}</p>
              {pair.expected_answer ? <Markdown text={pair.expected_answer} /> : <p className="text-sm text-ink-faint">{t('comparison.noExpected')}</p>}
            </section>
          </div>
        </div>
        {pair.right === null ? (
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-4 max-lg:content-start sm:px-6">
            <PairSide side="both" text={pair.left} evaluation={verdict.left} compared={compared} isPreferred={false} revealed={revealed} />
          </div>
        ) : (
          <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] gap-3 px-4 pb-4 max-lg:content-start sm:px-6 lg:grid-cols-2 lg:gap-4">
            <PairSide side="left" text={pair.left} evaluation={verdict.left} compared={compared} isPreferred={verdict.choice === 'left'} revealed={revealed} />
            <PairSide side="right" text={pair.right} evaluation={verdict.right} compared={compared} isPreferred={verdict.choice === 'right'} revealed={revealed} />
          </div>
        )}
      </div>
      <PairJudgement pair={pair} desk={desk} onGoOn={onGoOn} onLeaveConfirm={focusQuestion} lastPair={lastPair} />
    </>
  );
}

/** What is special of this pair: somebody else judges it too, two do not agree, or it is judged anew. */
function RoleNotice({ pair, isAgain }: { pair: BlindPair; isAgain: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {isAgain && <Notice>{t('comparison.again')}</Notice>}
      {pair.role === 'second' && <Notice>{t('comparison.roleSecond')}</Notice>}
      {pair.role === 'lead' && (
        <Notice>
          <p>{t('comparison.roleLead')}</p>
          <EarlierVerdicts earlier={pair.earlier} isEqual={pair.right === null} />
        </Notice>
      )}
    </>
  );
}
