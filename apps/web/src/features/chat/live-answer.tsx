import type { Log } from '@llamune/contracts';
import type { TFunction } from 'i18next';
import { LoaderCircle, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice';
import { Markdown } from '../../components/ui/markdown';
import { formatDuration } from '../../lib/format';
import { useLiveAnswer, type Phase } from './use-live-answer';

interface LiveAnswerProps {
  log: Log;
  onRetry: () => void;
  renderThinking: (text: string) => ReactNode;
}

export function LiveAnswer({ log, onRetry, renderThinking }: LiveAnswerProps) {
  const { t } = useTranslation();
  const { thinking, text, phase } = useLiveAnswer(log);
  return (
    <div className="flex flex-col gap-2">
      {renderThinking(thinking)}
      {text !== '' && (
        <div aria-busy className="streaming">
          <Markdown text={text} />
        </div>
      )}
      {phase.kind === 'failed' ? (
        <div className="flex flex-col gap-1">
          <p className="text-sm text-ink-soft">{t('chat.watchFailed')}</p>
          <ErrorNotice error={phase.error} onRetry={onRetry} />
        </div>
      ) : (
        <PhaseLine phase={phase} />
      )}
    </div>
  );
}

/** Read out as it changes; the text itself is not, token by token it would be noise. */
function PhaseLine({ phase }: { phase: Exclude<Phase, { kind: 'failed' }> }) {
  const { t } = useTranslation();
  const sentence = {
    waiting: () => t('chat.waiting'),
    queued: () => queuedSentence(t, phase.kind === 'queued' ? phase.position : 1),
    loading: () => t('chat.loadingModel', { time: formatDuration(phase.kind === 'loading' ? phase.elapsedMs : 0) }),
    thinking: () => t('chat.thinkingNow'),
    writing: () => t('chat.writing'),
    lost: () => t('chat.lost'),
  }[phase.kind]();
  const isLost = phase.kind === 'lost';
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      {/* The seconds of loading would be read out each time they change. */}
      <output aria-live={phase.kind === 'loading' ? 'off' : 'polite'} className={`inline-flex items-center gap-2 ${isLost ? 'text-fair' : 'text-ink-soft'}`}>
        {isLost ? <WifiOff aria-hidden className="size-4 shrink-0" /> : <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin text-brand" />}
        {sentence}
      </output>
      {phase.kind === 'queued' && <p className="pl-6 text-xs text-ink-faint">{t('chat.queuedHint')}</p>}
    </div>
  );
}

const queuedSentence = (t: TFunction, position: number) => (position <= 1 ? t('chat.queuedNext') : t('chat.queued', { position, ahead: position - 1 }));
