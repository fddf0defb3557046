import type { Log } from '@llamune/contracts';
import { PencilLine } from 'lucide-react';
import { useEffect, useEffectEvent, useRef } from 'react';
import { Button } from '../../components/ui/button';
import { CopyButton } from '../../components/ui/copy-button';
import { VisibleText } from '../../components/ui/visible-text';
import { useTranslation } from '../../lib/i18n';
import { useAsking } from './asking';
import { EditQuestion } from './edit-question';
import { LogLink } from './log-link';
import { RetryLink } from './retry-link';
import { useQuestionEdit } from './use-question-edit';

interface EntryQuestionProps {
  log: Log;
  /** The newest log that asks this one's question again. */
  retriedById?: number | undefined;
  /** Counts how often the question was called back to be edited, by a key. */
  recalls: number;
  /** Whether it says its number; not where it stands for two. */
  isNumbered?: boolean;
}

/** What was asked, to be copied, or to be edited and asked again; with where it came from and where it went. */
export function EntryQuestion({ log, retriedById, recalls, isNumbered = true }: EntryQuestionProps) {
  const { t } = useTranslation();
  const isOwn = useAsking() !== null;
  const edit = useQuestionEdit(log);
  const editButton = useRef<HTMLButtonElement>(null);
  const open = useEffectEvent(edit.open);
  useEffect(() => {
    if (recalls > 0) open();
  }, [recalls]);
  const close = () => {
    edit.close();
    // The button comes back with the next drawing.
    requestAnimationFrame(() => editButton.current?.focus({ preventScroll: true }));
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {log.retry_of_id !== null && <RetryLink to={log.retry_of_id}>{t('chat.retryOf', { id: log.retry_of_id })}</RetryLink>}
      {isOwn && edit.text !== null ? (
        <EditQuestion logId={log.id} text={edit.text} onChange={edit.change} onClose={close} onSent={edit.sent} takesFocus={!edit.isRestored} />
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-x-3">
          <p className="max-w-[44em] min-w-0 flex-1 basis-72 text-read font-semibold text-pretty [word-break:auto-phrase] whitespace-pre-wrap">
            <VisibleText text={log.question} />
          </p>
          <div className="ml-auto flex shrink-0 items-center">
            <CopyButton text={log.question} label={t('chat.copyQuestion')} copiedLabel={t('common.copied')} failedLabel={t('common.copyFailed')} iconOnly variant="ghost" size="icon-sm" className="text-ink-faint max-md:size-10" />
            {isOwn && (
              <Button ref={editButton} variant="ghost" size="icon-sm" aria-label={t('chat.editQuestion')} title={t('chat.editQuestion')} onClick={edit.open} className="text-ink-faint max-md:size-10">
                <PencilLine aria-hidden />
              </Button>
            )}
            {isNumbered && <LogLink log={log} className="ml-1.5" />}
          </div>
        </div>
      )}
      {retriedById !== undefined && <RetryLink to={retriedById}>{t('chat.retriedBy', { id: retriedById })}</RetryLink>}
    </div>
  );
}
