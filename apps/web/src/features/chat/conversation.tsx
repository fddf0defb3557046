import type { Log } from '@llamune/contracts';
import { memo, useCallback, useState } from 'react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { Entry, type RenderJudgement } from './entry';
import type { Recall } from './use-recall';

interface ConversationProps {
  /** Oldest first. */
  logs: readonly Log[];
  /** The log that was just asked: it gets the focus, so that the keys are its. */
  askedId: number | undefined;
  recall: Recall | undefined;
  earlier: { fetch: () => void; isFetching: boolean } | undefined;
  renderJudgement: RenderJudgement;
}

export const Conversation = memo(({ logs, askedId, recall, earlier, renderJudgement }: ConversationProps) => {
  const { t } = useTranslation();
  const [chosenId, setChosenId] = useState<number>();
  const activeId = logs.some((log) => log.id === chosenId) ? chosenId : logs.at(-1)?.id;
  const choose = useCallback((logId: number) => setChosenId(logId), []);
  const retried = new Map(logs.map((log) => [log.retry_of_id, log.id]));
  return (
    <section aria-label={t('chat.conversation')}>
      {earlier && (
        <Button variant="ghost" size="sm" disabled={earlier.isFetching} onClick={earlier.fetch} className="mx-auto mt-2 flex max-md:h-10">
          {t('chat.earlier')}
        </Button>
      )}
      {logs.map((log) => (
        <Entry
          key={log.id}
          log={log}
          active={log.id === activeId}
          takeFocus={log.id === askedId}
          retriedById={retried.get(log.id)}
          recalls={recall?.logId === log.id ? recall.times : 0}
          onActivate={choose}
          renderJudgement={renderJudgement}
        />
      ))}
    </section>
  );
});
Conversation.displayName = 'Conversation';
