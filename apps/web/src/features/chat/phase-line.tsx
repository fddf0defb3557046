import { LoaderCircle, WifiOff } from 'lucide-react';
import { formatDuration } from '../../lib/format';
import { useTranslation, type Translate } from '../../lib/i18n';
import type { Phase } from './use-live-answer';

/** What an answer waits for. Read out as it changes; the text itself is not, token by token it would be noise. */
export function PhaseLine({ phase }: { phase: Exclude<Phase, { kind: 'failed' }> }) {
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

const queuedSentence = (t: Translate, position: number) => (position <= 1 ? t('chat.queuedNext') : t('chat.queued', { position, ahead: position - 1 }));
