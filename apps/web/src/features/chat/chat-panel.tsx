import type { Session } from '@llamune/contracts';
import { loadProvenance } from '../../components/late-provenance';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { useFetchedWhenQuiet } from '../../lib/use-late';
import { AskingContext } from './asking';
import { Conversation } from './conversation';
import { EmptyConversation } from './empty-conversation';
import type { RenderJudgement } from './entry';
import { JumpToEnd } from './jump-to-end';
import { NextQuestion } from './next-question';
import { useFollowEnd } from './use-follow-end';
import { useRecall } from './use-recall';
import { useSessionAsking } from './use-session-asking';
import { useSessionLogs } from './use-session-logs';

interface ChatPanelProps {
  session: Session;
  isOwn: boolean;
  /** Always the same function: a new one would draw every answer again. */
  renderJudgement: RenderJudgement;
}

/** The questions and answers of a session and, while it is open and one's own, the box for the next question. */
export function ChatPanel({ session, isOwn, renderJudgement }: ChatPanelProps) {
  const { t } = useTranslation();
  useFetchedWhenQuiet(loadProvenance);
  const isOpen = session.ended_at === null;
  const canAsk = isOpen && isOwn;
  const { logs, earlier } = useSessionLogs(session.session_id);
  const { asking, askedId, runningId } = useSessionAsking(session.session_id, logs);
  const { content, isAway, toEnd } = useFollowEnd(askedId, runningId !== undefined);
  const [recall, recallQuestion] = useRecall();
  return (
    <AskingContext value={canAsk ? asking : null}>
      <div className="flex min-w-0 flex-1 flex-col">
        <div ref={content} className="flex-1 pb-4 max-md:group-has-data-tour-card/shell:pb-68">
          {logs.length === 0 ? <EmptyConversation session={session} /> : <Conversation logs={logs} askedId={askedId} recall={recall} earlier={earlier} renderJudgement={renderJudgement} />}
        </div>
        {canAsk ? (
          <NextQuestion
            draft={`question.${session.session_id}`}
            placeholder={session.multi_turn ? t('chat.questionPlaceholderMulti') : t('chat.questionPlaceholder')}
            ask={asking.ask}
            runningIds={runningId === undefined ? [] : [runningId]}
            onRecall={() => recallQuestion(logs.at(-1)?.id)}
          >
            {isAway && <JumpToEnd isRunning={runningId !== undefined} onJump={toEnd} />}
          </NextQuestion>
        ) : (
          <Notice className="my-4">{isOpen ? t('chat.otherUser', { name: session.username }) : t('chat.ended')}</Notice>
        )}
      </div>
    </AskingContext>
  );
}
