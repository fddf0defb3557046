import { useCallback, useState } from 'react';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { CompareRound } from './compare-round';
import type { SideName } from './comparing';
import type { RenderJudgement } from './entry';
import { entryId } from './retry-link';
import { logsOf, newestOf, questionLog, type Round } from './rounds';
import type { Recall } from './use-recall';

interface CompareRoundsProps {
  rounds: readonly Round[];
  focusId: number | undefined;
  recall: Recall | undefined;
  renderJudgement: RenderJudgement;
}

/** All rounds. The keys are for the answer that was last pressed or focused, at first for the newest one of the left. */
export function CompareRounds({ rounds, focusId, recall, renderJudgement }: CompareRoundsProps) {
  const { t } = useTranslation();
  const [chosenId, setChosenId] = useState<number>();
  const choose = useCallback((logId: number) => setChosenId(logId), []);
  const chosen = rounds.find((round) => logsOf(round).some(({ id }) => id === chosenId));
  const newest = newestOf(chosen ?? rounds.at(-1) ?? { question: '', left: [], right: [] });
  const activeId = chosen ? chosenId : (newest.left ?? newest.right)?.id;
  const focus = (side: SideName) => {
    const log = newest[side];
    if (log) document.getElementById(entryId(log.id))?.focus();
  };
  useShortcuts([
    { keys: ['ArrowLeft'], label: t('compare.toLeftKey'), run: () => focus('left') },
    { keys: ['ArrowRight'], label: t('compare.toRightKey'), run: () => focus('right') },
  ]);
  const retried = new Map(rounds.map((round) => [questionLog(round)?.retry_of_id, questionLog(round)?.id]));
  return (
    <section aria-label={t('chat.conversation')}>
      {rounds.map((round) => {
        const first = questionLog(round);
        return (
          <CompareRound
            key={first?.id}
            round={round}
            activeId={activeId}
            focusId={focusId}
            retriedById={logsOf(round).map(({ id }) => retried.get(id)).find((id) => id !== undefined)}
            recalls={recall && recall.logId === first?.id ? recall.times : 0}
            onActivate={choose}
            renderJudgement={renderJudgement}
          />
        );
      })}
    </section>
  );
}
