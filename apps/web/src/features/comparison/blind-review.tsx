import type { BlindPair, Comparison } from '@llamune/contracts';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { storage } from '../../lib/storage';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { usePageTitle } from '../../lib/use-page-title';
import { BlindBar } from './blind-bar';
import { BlindEnd } from './blind-end';
import { LastPair } from './last-pair';
import { PairDesk } from './pair-desk';
import { useBlindQueue } from './use-blind-queue';

const DIFF = 'comparison.diff';

/** One pair of answers after the other, over the whole screen, without being told which version gave which. */
export function BlindReview({ comparison, first }: { comparison: Comparison; first: BlindPair | null }) {
  const { t } = useTranslation();
  usePageTitle(t('comparison.reviewTitle'));
  const queue = useBlindQueue(comparison.id, first);
  const [showsDiff, setShowsDiff] = useState(() => storage.get(DIFF) === 'yes');
  const { pair, round, said, isMoving, error, retry, skip, undo } = queue;
  const toggleDiff = () => {
    setShowsDiff(!showsDiff);
    storage.set(DIFF, showsDiff ? 'no' : 'yes');
  };
  useShortcuts(
    [
      { keys: ['ArrowRight'], label: t('comparison.keySkip'), run: skip },
      { keys: ['v'], label: t('comparison.keyDiff'), run: toggleDiff },
    ],
    pair !== null,
  );
  useShortcuts([{ keys: ['u'], label: t('comparison.keyUndo'), run: undo }], queue.judged.length > 0);
  return (
    <div data-full-screen className="flex min-h-[calc(100dvh-var(--top))] flex-col bg-ground lg:h-[calc(100dvh-var(--top))] lg:overflow-hidden">
      <BlindBar comparison={comparison} queue={queue} showsDiff={showsDiff} onToggleDiff={toggleDiff} />
      {error && !isMoving && (
        <div className="px-4 pt-3 sm:px-6">
          <ErrorNotice error={error} onRetry={retry} />
        </div>
      )}
      {pair ? (
        <PairDesk key={`${pair.pair_id}.${round}`} {...{ pair, said, showsDiff }} revealed={queue.revealed} onJudged={queue.onJudged} onGoOn={queue.goOn} lastPair={<LastPair queue={queue} />} />
      ) : (
        <>
          <BlindEnd comparisonId={comparison.id} queue={queue} />
          <footer className="px-4 sm:px-6">
            <LastPair queue={queue} />
          </footer>
        </>
      )}
    </div>
  );
}
