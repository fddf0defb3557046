import type { Log } from '@llamune/contracts';
import { LoaderCircle, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice';
import { Markdown } from '../../components/ui/markdown';
import { formatDuration } from '../../lib/format';
import { useLiveAnswer, type Phase } from './use-live-answer';

export function LiveAnswer({ log, onRetry }: { log: Log; onRetry: () => void }) {
  const { t } = useTranslation();
  const { text, phase } = useLiveAnswer(log);
  return (
    <div className="flex flex-col gap-2">
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
    queued: () => t('chat.queued', { position: phase.kind === 'queued' ? phase.position : 0 }),
    loading: () => t('chat.loadingModel', { time: formatDuration(phase.kind === 'loading' ? phase.elapsedMs : 0) }),
    writing: () => t('chat.writing'),
    lost: () => t('chat.lost'),
  }[phase.kind]();
  const isLost = phase.kind === 'lost';
  return (
    <div className="flex flex-col gap-0.5 text-sm">
      {/* The seconds of loading would be read out each time they change. */}
      <output aria-live={phase.kind === 'loading' ? 'off' : 'polite'} className={`inline-flex items-center gap-2 ${isLost ? 'text-fair' : 'text-ink-soft'}`}>
        {isLost ? <WifiOff aria-hidden className="size-4" /> : <LoaderCircle aria-hidden className="size-4 animate-spin text-brand" />}
        {sentence}
      </output>
      {phase.kind === 'queued' && <p className="pl-6 text-xs text-ink-faint">{t('chat.queuedHint')}</p>}
    </div>
  );
}
