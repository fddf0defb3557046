import { useEffect, useRef, type FormEvent, type KeyboardEvent } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { QuestionField } from './question-field';
import { useSend } from './use-send';

interface EditQuestionProps {
  logId: number;
  text: string;
  onChange: (text: string) => void;
  onClose: () => void;
  onSent: () => void;
  takesFocus: boolean;
}

/** The question in its own place, to be asked again in other words. What was asked and answered before stays. */
export function EditQuestion({ logId, text, onChange, onClose, onSent, takesFocus }: EditQuestionProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  const { send, canSend, isSending, error } = useSend(logId, onSent);
  useEffect(() => {
    const field = box.current;
    if (!takesFocus || !field) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, [takesFocus]);
  const isBlank = text.trim() === '';
  const submit = () => {
    if (canSend && !isBlank) send(text);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // This Escape closes the box; it must not stop an answer as well.
    event.preventDefault();
    if (!isSending) onClose();
  };
  return (
    <form aria-label={t('chat.editTitle', { id: logId })} onSubmit={onSubmit} className="flex min-w-0 flex-col gap-2">
      <QuestionField
        ref={box}
        aria-label={t('chat.editedQuestion')}
        rows={2}
        readOnly={isSending}
        text={text}
        onChange={onChange}
        onSend={submit}
        onKey={onKey}
        className="min-h-16 scroll-mt-20 scroll-mb-48"
      />
      {error && <ErrorNotice error={error} special={{ 409: t('chat.questionNotSent') }} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button type="submit" size="sm" variant="primary" disabled={!canSend || isBlank} className="max-md:h-10">
          {isSending ? t('chat.sending') : t('chat.sendEdited')}
        </Button>
        <Button size="sm" variant="ghost" disabled={isSending} onClick={onClose} className="max-md:h-10">
          {t('common.cancel')}
        </Button>
        <span className="text-xs text-ink-faint">{canSend || isSending ? t('chat.editHint') : t('chat.editWaits')}</span>
      </div>
    </form>
  );
}
