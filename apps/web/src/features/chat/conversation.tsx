import type { Log } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { logPages } from '../../lib/log-queries';
import { Entry } from './entry';
import { useFollowEnd } from './use-follow-end';

interface ConversationProps {
  sessionId: number;
  isOpen: boolean;
  /** The log that was just asked: it gets the focus, so that the keys are its. */
  askedId: number | undefined;
  onAskAgain: ((question: string) => void) | undefined;
  renderJudgement: (log: Log, takesKeys: boolean) => ReactNode;
}

export function Conversation({ sessionId, isOpen, askedId, onAskAgain, renderJudgement }: ConversationProps) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useSuspenseInfiniteQuery(logPages({ session_id: sessionId }));
  const logs = data.pages.flat().toReversed();
  const list = useFollowEnd(askedId);
  const [chosenId, setChosenId] = useState<number>();
  const activeId = logs.some((log) => log.id === chosenId) ? chosenId : logs.at(-1)?.id;

  if (logs.length === 0) return <EmptyState>{isOpen ? t('chat.empty') : t('chat.emptyEnded')}</EmptyState>;
  return (
    <section aria-label={t('chat.conversation')} ref={list}>
      {hasNextPage && (
        <Button variant="ghost" size="sm" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()} className="mx-auto flex">
          {t('chat.earlier')}
        </Button>
      )}
      {logs.map((log) => (
        <Entry
          key={log.id}
          log={log}
          active={log.id === activeId}
          takeFocus={log.id === askedId}
          onActivate={() => setChosenId(log.id)}
          onAskAgain={onAskAgain && (() => onAskAgain(log.question))}
          judgement={log.finish_reason !== null && renderJudgement(log, log.id === activeId)}
        />
      ))}
    </section>
  );
}
