import type { Log } from '@llamune/contracts';
import { RotateCcw } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { ProvenanceLine } from '../../components/provenance-line';
import { Button } from '../../components/ui/button';
import { CopyButton } from '../../components/ui/copy-button';
import { useTranslation } from '../../lib/i18n';
import { useSend } from './use-send';

/** Under a finished answer: what made it, and what can be done with it. */
export function AnswerActions({ log }: { log: Log }) {
  const { t } = useTranslation();
  const { isOffered, send, canSend, isSending, error } = useSend(log.id);
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <ProvenanceLine log={log}>
        {log.answer !== '' && (
          <CopyButton text={log.answer} label={t('chat.copyAnswer')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} iconOnly variant="ghost" size="icon-sm" className="text-ink-faint max-md:size-10" />
        )}
        {isOffered && (
          <Button variant="ghost" size="sm" disabled={!canSend} onClick={() => send(log.question)} className="max-md:h-10">
            <RotateCcw aria-hidden />
            {isSending ? t('chat.sending') : t('chat.askAgain')}
          </Button>
        )}
      </ProvenanceLine>
      {error && <ErrorNotice error={error} special={{ 409: t('chat.questionNotSent') }} onRetry={() => send(log.question)} />}
    </div>
  );
}
