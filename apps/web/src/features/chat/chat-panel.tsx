import type { Log, Session } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice';
import { Notice } from '../../components/ui/notice';
import { useTextDraft } from '../../lib/draft';
import { logPages } from '../../lib/log-queries';
import { Conversation } from './conversation';
import { QuestionBox } from './question-box';
import { useAsk } from './use-ask';
import { useStop } from './use-stop';

interface ChatPanelProps {
  session: Session;
  isOwn: boolean;
  renderJudgement: (log: Log, takesKeys: boolean) => ReactNode;
}

/** The questions and answers of a session and, while it is open and one's own, the box for the next question. */
export function ChatPanel({ session, isOwn, renderJudgement }: ChatPanelProps) {
  const { t } = useTranslation();
  const sessionId = session.session_id;
  const isOpen = session.ended_at === null;
  const [text, setText] = useTextDraft(`question.${sessionId}`);
  const [askedId, setAskedId] = useState<number>();
  const ask = useAsk(sessionId);
  const { data } = useSuspenseInfiniteQuery(logPages({ session_id: sessionId }));
  const runningId = data.pages.flat().find((log) => log.finish_reason === null)?.id;
  const { stop, isStopping, error: stopError } = useStop(isOwn ? runningId : undefined);

  const send = () =>
    ask.mutate(text, {
      onSuccess: (logId) => {
        setText('');
        setAskedId(logId);
      },
    });
  const askAgain = (question: string) => setText(text.trim() === '' ? question : `${text}\n${question}`);
  const canAsk = isOpen && isOwn;

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <div className="flex-1 pb-4">
        <Conversation sessionId={sessionId} isOpen={isOpen} askedId={askedId} onAskAgain={canAsk ? askAgain : undefined} renderJudgement={renderJudgement} />
      </div>
      {canAsk ? (
        <QuestionBox
          text={text}
          onChange={setText}
          onSend={send}
          isSending={ask.isPending}
          isMultiTurn={session.multi_turn}
          stop={runningId === undefined ? undefined : { run: stop, isStopping }}
          refusal={<Refusal askError={ask.error} stopError={runningId === undefined ? null : stopError} />}
        />
      ) : (
        <Notice className="my-4">{isOpen ? t('chat.otherUser', { name: session.username }) : t('chat.ended')}</Notice>
      )}
    </div>
  );
}

function Refusal({ askError, stopError }: { askError: unknown; stopError: unknown }) {
  const { t } = useTranslation();
  if (askError) return <ErrorNotice error={askError} special={{ 409: t('chat.questionNotSent') }} className="mb-2" />;
  return stopError ? <ErrorNotice error={stopError} className="mb-2" /> : null;
}
