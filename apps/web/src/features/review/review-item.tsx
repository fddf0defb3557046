import type { Log, User } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { EarlierTurns } from '../../components/earlier-turns';
import { ErrorNotice } from '../../components/error-notice';
import { FinishNote } from '../../components/finish-note';
import { Thinking } from '../../components/thinking';
import { Button } from '../../components/ui/button';
import { Markdown } from '../../components/ui/markdown';
import { SkeletonRows } from '../../components/ui/skeleton';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';
import { ItemLine, MadeLine } from './item-lines';
import { JudgedMeanwhile } from './judged-meanwhile';
import type { ReviewJudgement } from './review-judgement';
import { logQuery } from './review-queries';
import type { Queue } from './use-queue';
import type { Moves } from './use-review-keys';

interface ReviewItemProps {
  logId: number;
  queue: Queue;
  me: User;
  judgement: ReviewJudgement;
  moves: Moves;
  goesOnAfterGood: boolean;
  showsAsker: boolean;
}

/** What is judged on the left, the judgement on the right; on a telephone one under the other. */
export function ReviewItem({ logId, queue, me, judgement, moves, goesOnAfterGood, showsAsker }: ReviewItemProps) {
  const { t } = useTranslation();
  const { data: log, error, refetch } = useQuery(logQuery(logId));
  if (!log)
    return (
      <Columns
        left={error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={4} />}
        right={
          error && (
            <Button onClick={moves.next} className="max-md:h-11">
              {t('review.next')}
            </Button>
          )
        }
      />
    );
  const steps = {
    previous: (
      <StepButton label={t('review.previous')} onClick={moves.previous} disabled={queue.index <= 0}>
        <ChevronLeft aria-hidden />
      </StepButton>
    ),
    next: (
      <StepButton label={t('review.next')} onClick={moves.next}>
        <ChevronRight aria-hidden />
      </StepButton>
    ),
  };
  return (
    <Columns
      left={
        <>
          <ItemLine log={log} position={{ at: queue.index + 1, of: queue.total }} showsAsker={showsAsker} />
          <JudgedMeanwhile log={log} known={queue.knownOf(logId)} isDoneHere={queue.done.has(logId)} me={me} onNext={moves.next} />
          <QuestionAndAnswer log={log} position={{ at: queue.index + 1, of: queue.total }} />
          <MadeLine log={log} />
        </>
      }
      right={log.finish_reason === null ? <p className="text-sm text-ink-faint">{t('judgement.waiting')}</p> : judgement.render(log, { goOn: moves.goOn, goesOnAfterGood, ...steps })}
    />
  );
}

const StepButton = ({ label, onClick, disabled = false, children }: { label: string; onClick: () => void; disabled?: boolean; children: ReactNode }) => (
  <Button aria-label={label} title={label} onClick={onClick} disabled={disabled} className="h-13 w-11 px-0 max-xl:h-14">
    {children}
  </Button>
);

const Columns = ({ left, right }: { left: ReactNode; right: ReactNode }) => (
  <div className="min-h-0 flex-1 max-lg:pb-24 lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(440px,46%)]">
    <div className="flex min-w-0 flex-col gap-4 px-4 py-4 sm:px-6 lg:overflow-y-auto lg:py-6">{left}</div>
    <div className="min-w-0 px-4 py-4 max-lg:border-t sm:px-6 lg:overflow-y-auto lg:border-l lg:bg-surface lg:py-6">{right}</div>
  </div>
);

function QuestionAndAnswer({ log, position }: { log: Log; position: { at: number; of: number } }) {
  const { t } = useTranslation();
  const [showsThinking, setShowsThinking] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever cannot see the page hears where it went.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <>
      <EarlierTurns turns={log.turns} />
      <h2 ref={heading} tabIndex={-1} className="prose-spacing max-w-[40em] text-lg text-pretty [word-break:auto-phrase] whitespace-pre-wrap outline-none">
        <span className="sr-only">{t('review.position', position)} </span>
        <VisibleText text={log.question} />
      </h2>
      <Thinking text={log.thinking} open={showsThinking} onToggle={setShowsThinking} />
      {log.answer === '' ? <p className="text-ink-faint">{t('chat.noAnswer')}</p> : <Markdown text={log.answer} />}
      <FinishNote log={log} />
    </>
  );
}
