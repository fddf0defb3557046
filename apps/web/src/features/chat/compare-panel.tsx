import type { Session } from '@llamune/contracts';
import { useMemo } from 'react';
import { loadProvenance } from '../../components/late-provenance';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { useFetchedWhenQuiet } from '../../lib/use-late';
import { AskingContext } from './asking';
import { CompareRounds } from './compare-rounds';
import { ComparingContext, type Comparing } from './comparing';
import type { RenderJudgement } from './entry';
import { ExampleQuestions } from './example-questions';
import { JumpToEnd } from './jump-to-end';
import { NextQuestion } from './next-question';
import { questionLog, roundsOf } from './rounds';
import { useComparing } from './use-comparing';
import { useFollowEnd } from './use-follow-end';
import { useRecall } from './use-recall';
import { useSessionLogs } from './use-session-logs';

interface ComparePanelProps {
  left: Session;
  right: Session;
  myId: number;
  /** Always the same function: a new one would draw every answer again. */
  renderJudgement: RenderJudgement;
}

/** The questions of two sessions with both answers side by side, and one box that asks both at once. */
export function ComparePanel({ left, right, myId, renderJudgement }: ComparePanelProps) {
  const { t } = useTranslation();
  useFetchedWhenQuiet(loadProvenance);
  const a = useSessionLogs(left.session_id);
  const b = useSessionLogs(right.session_id);
  const canAsk = (session: Session) => session.ended_at === null && session.user_id === myId;
  const { comparing, runningIds, focusId, newestId } = useComparing({ session: left, logs: a.logs, canAsk: canAsk(left) }, { session: right, logs: b.logs, canAsk: canAsk(right) });
  const rounds = useMemo(() => roundsOf({ logs: a.logs, hasEarlier: a.earlier !== undefined }, { logs: b.logs, hasEarlier: b.earlier !== undefined }), [a, b]);
  const { content, isAway, toEnd } = useFollowEnd(newestId, runningIds.length > 0);
  const [recall, recallQuestion] = useRecall();
  const earlier = [a.earlier, b.earlier].filter((side) => side !== undefined);
  const last = rounds.at(-1);
  return (
    <ComparingContext value={comparing}>
      <div ref={content} className="flex-1 pb-4 max-md:group-has-data-tour-card/shell:pb-68">
        {earlier.length > 0 && (
          <Button variant="ghost" size="sm" disabled={earlier.some(({ isFetching }) => isFetching)} onClick={() => earlier.forEach(({ fetch }) => fetch())} className="mx-auto mt-2 flex max-md:h-10">
            {t('chat.earlier')}
          </Button>
        )}
        {rounds.length === 0 ? <NoRounds pocId={left.poc_id} both={comparing.both} /> : <CompareRounds rounds={rounds} focusId={focusId} recall={recall} renderJudgement={renderJudgement} />}
      </div>
      {comparing.both ? (
        <NextQuestion
          draft={`question.${left.session_id}.${right.session_id}`}
          placeholder={t('compare.questionPlaceholder')}
          hint={t('compare.keysHint')}
          ask={comparing.both.ask}
          runningIds={runningIds}
          onRecall={() => recallQuestion(last && questionLog(last)?.id)}
        >
          {isAway && <JumpToEnd isRunning={runningIds.length > 0} onJump={toEnd} />}
        </NextQuestion>
      ) : (
        <Notice className="my-4">{t('compare.cannotAsk')}</Notice>
      )}
    </ComparingContext>
  );
}

function NoRounds({ pocId, both }: { pocId: number; both: Comparing['both'] }) {
  const { t } = useTranslation();
  const asking = useMemo(() => both && { ask: ({ question }: { question: string }) => both.ask({ question }), isBusy: both.isBusy }, [both]);
  return (
    <AskingContext value={asking}>
      <div className="pt-2">
        <EmptyState action={<ExampleQuestions pocId={pocId} />}>{t('compare.empty')}</EmptyState>
      </div>
    </AskingContext>
  );
}
