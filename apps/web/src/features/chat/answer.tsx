import type { Log } from '@llamune/contracts';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { FinishNote } from '../../components/finish-note';
import { Thinking } from '../../components/thinking';
import { Markdown } from '../../components/ui/markdown';
import { useTranslation } from '../../lib/i18n';
import { PhaseLine } from './phase-line';
import { useLiveAnswer, type Phase } from './use-live-answer';

/** An answer as it comes and as it is: the same text in the same place, so that nothing moves or is lost when it ends. */
export function Answer({ log }: { log: Log }) {
  const { t } = useTranslation();
  const [showsThinking, setShowsThinking] = useState(false);
  const live = useLiveAnswer(log);
  const isRunning = log.finish_reason === null;
  const text = isRunning ? live.text : log.answer;
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <Thinking text={isRunning ? live.thinking : log.thinking} open={showsThinking} onToggle={setShowsThinking} />
      {text !== '' && (
        <div aria-busy={isRunning} className="min-w-0">
          <Markdown text={text} />
        </div>
      )}
      {!isRunning && text === '' && <p className="text-ink-faint">{t('chat.noAnswer')}</p>}
      {isRunning ? <Progress phase={live.phase} /> : <FinishNote log={log} />}
    </div>
  );
}

function Progress({ phase }: { phase: Phase }) {
  const { t } = useTranslation();
  if (phase.kind !== 'failed') return <PhaseLine phase={phase} />;
  return (
    <div className="flex flex-col gap-1">
      <p className="text-sm text-ink-soft">{t('chat.watchFailed')}</p>
      <ErrorNotice error={phase.error} onRetry={phase.retry} />
    </div>
  );
}
