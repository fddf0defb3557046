import { memo, useMemo, type ReactNode } from 'react';
import { useTranslation } from '../../lib/i18n';
import { AskingContext, type Asking } from './asking';
import { AnswerDiff } from './answer-diff';
import { CompareCell, OneSide } from './compare-cell';
import { sides, useComparing } from './comparing';
import type { RenderJudgement } from './entry';
import { EntryQuestion } from './entry-question';
import { Letter } from './letter';
import { MissingCell } from './missing-cell';
import { logsOf, newestOf, questionLog, type Round } from './rounds';

interface CompareRoundProps {
  round: Round;
  activeId: number | undefined;
  focusId: number | undefined;
  retriedById: number | undefined;
  recalls: number;
  onActivate: (logId: number) => void;
  renderJudgement: RenderJudgement;
}

/** One question and its two answers, side by side; on a narrow screen one below the other. */
export const CompareRound = memo(({ round, activeId, focusId, retriedById, recalls, onActivate, renderJudgement }: CompareRoundProps) => {
  const { t } = useTranslation();
  const first = questionLog(round);
  if (!first) return null;
  const newest = newestOf(round);
  return (
    <section aria-label={t('compare.roundName', { question: round.question.slice(0, 80) })} className="flex flex-col gap-3 border-b py-6 last:border-b-0">
      <div className="grid grid-cols-[26px_minmax(0,1fr)] gap-x-3">
        <Letter>{t('chat.q')}</Letter>
        <BothSides round={round}>
          <EntryQuestion log={first} retriedById={retriedById} recalls={recalls} isNumbered={false} />
        </BothSides>
      </div>
      <div className="grid gap-3 lg:grid-cols-2">
        {sides.map((side) => {
          const log = newest[side];
          return (
            <OneSide key={side} side={side}>
              {log ? (
                <CompareCell side={side} log={log} earlierAttempts={round[side].length - 1} active={log.id === activeId} takeFocus={log.id === focusId} onActivate={onActivate} renderJudgement={renderJudgement} />
              ) : (
                <MissingCell side={side} question={round.question} />
              )}
            </OneSide>
          );
        })}
      </div>
      {newest.left && newest.right && <AnswerDiff left={newest.left} right={newest.right} />}
    </section>
  );
}, isSame);
CompareRound.displayName = 'CompareRound';

/** What is inside asks both sides, each after its own newest attempt. */
function BothSides({ round, children }: { round: Round; children: ReactNode }) {
  const { both } = useComparing();
  const asking: Asking | null = useMemo(() => {
    const { left, right } = newestOf(round);
    return both && { ask: ({ question }) => both.ask({ question, retryOf: { left: left?.id, right: right?.id } }), isBusy: both.isBusy };
  }, [both, round]);
  return <AskingContext value={asking}>{children}</AskingContext>;
}

const isInside = (round: Round, logId: number | undefined) => logsOf(round).some(({ id }) => id === logId);
const areSame = <T,>(a: readonly T[], b: readonly T[]) => a.length === b.length && a.every((item, index) => item === b[index]);

/** The rounds are put together anew whenever one log changes: only that one's is drawn again. */
function isSame(a: CompareRoundProps, b: CompareRoundProps) {
  const active = (props: CompareRoundProps) => (isInside(props.round, props.activeId) ? props.activeId : undefined);
  return (
    areSame(a.round.left, b.round.left) &&
    areSame(a.round.right, b.round.right) &&
    active(a) === active(b) &&
    isInside(b.round, a.focusId) === isInside(b.round, b.focusId) &&
    a.retriedById === b.retriedById &&
    a.recalls === b.recalls
  );
}
