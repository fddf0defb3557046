import type { Model, Poc, User } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { usePageTitle } from '../../lib/use-page-title';
import { KeyHints } from './key-hints';
import { QueueEnd } from './queue-end';
import { ReviewBar } from './review-bar';
import { ReviewItem } from './review-item';
import type { ReviewJudgement, SavedJudgement } from './review-judgement';
import type { ReviewSearch } from './review-search';
import { useGoesOnAfterGood } from './review-settings';
import { isOver, sprints, useSprint } from './sprint';
import { SprintCard } from './sprint-card';
import { useQueue, type Queue } from './use-queue';
import { useReviewKeys } from './use-review-keys';

interface ReviewPageProps {
  search: ReviewSearch;
  onSearch: (change: Partial<ReviewSearch>) => void;
  /** Asks for the queue again and begins at its start. */
  onAgain: () => void;
  me: User;
  pocs: readonly Poc[];
  models: readonly Model[];
  judgement: ReviewJudgement;
}

/** One answer after the other, over the whole screen. */
export function ReviewPage({ search, onSearch, onAgain, me, pocs, models, judgement }: ReviewPageProps) {
  const { t } = useTranslation();
  usePageTitle(t('review.title'));
  const queue = useQueue(search, (at) => onSearch({ at, minutes: undefined }));
  const [goesOnAfterGood, setGoesOnAfterGood] = useGoesOnAfterGood();
  const sprint = useSprint();
  useStartOfSprint(search.minutes);
  useSaved(judgement, queue);
  const isResting = sprint !== null && sprint.pausedAt !== null;
  // The clock ends nothing in the middle: the answer that is being judged comes first.
  const onward = (move: () => void) => () => {
    if (sprint && isOver(sprint)) sprints.pause();
    move();
  };
  const moves = {
    previous: queue.previous,
    next: onward(queue.next),
    skip: onward(queue.skip),
    goOn: onward(() => {
      if (queue.place !== 'end') queue.mark(queue.place, true);
      queue.goOn();
    }),
  };
  const isAtItem = queue.place !== 'end' && !isResting;
  useReviewKeys(moves, isAtItem);

  return (
    <div data-full-screen className="flex min-h-[calc(100dvh-var(--top))] flex-col bg-ground lg:h-[calc(100dvh-var(--top))] lg:overflow-hidden">
      <ReviewBar {...{ search, onSearch, me, pocs, models, queue, goesOnAfterGood, setGoesOnAfterGood }} />
      <Told>{judgement.renderUnsettled(isAtItem && queue.place !== 'end' ? queue.place : undefined, queue.go)}</Told>
      {isResting ? (
        <SprintCard sprint={sprint} left={queue.left.length + queue.beyond} />
      ) : queue.place === 'end' ? (
        <QueueEnd queue={queue} search={search} onSearch={onSearch} onAgain={onAgain} />
      ) : (
        <ReviewItem key={queue.place} logId={queue.place} {...{ queue, me, judgement, moves, goesOnAfterGood }} showsAsker={search.mine === false} />
      )}
      <footer className="flex items-center justify-between gap-6 px-4 max-lg:-order-1 sm:px-6 lg:border-t">
        {judgement.renderLast(queue.go)}
        {isAtItem && <KeyHints />}
      </footer>
    </div>
  );
}

const Told = ({ children }: { children: ReactNode }) => <div className="px-4 pt-2 empty:hidden sm:px-6">{children}</div>;

const useStartOfSprint = (minutes: number | undefined) => {
  useEffect(() => {
    sprints.forgetOld();
    if (minutes !== undefined) sprints.begin(minutes);
  }, [minutes]);
};

/** Counts are asked for again when the judge pauses, not after each press. */
const COUNT_AFTER_MS = 1500;

const useSaved = (judgement: ReviewJudgement, queue: Queue) => {
  const queryClient = useQueryClient();
  const note = useEffectEvent(({ logId, fields: { evaluation, correct_answer } }: SavedJudgement) => {
    if (evaluation !== undefined) queue.mark(logId, evaluation !== null);
    if (correct_answer) queue.mark(logId, true);
    sprints.note(logId, { ...(evaluation !== undefined && { judged: evaluation !== null }), ...(correct_answer !== undefined && { corrected: correct_answer !== null }) });
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const forget = judgement.onSaved((saved) => {
      note(saved);
      clearTimeout(timer);
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: trpc.review.progress.pathKey() }), COUNT_AFTER_MS);
    });
    return () => {
      forget();
      clearTimeout(timer);
    };
  }, [judgement, queryClient]);
};
