import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { QuestionField } from './question-field';

interface QuestionBoxProps {
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  /** ↑ in an empty box: the last question comes back to be edited. */
  onRecall: () => void;
  isSending: boolean;
  placeholder: string;
  /** A further key, told beneath. */
  hint?: string | undefined;
  /** Present while answers are being made: the button then stops them. */
  stop: { run: () => void; isStopping: boolean } | undefined;
  /** What stands above the box: a refusal, the way back to the newest answer. */
  children: ReactNode;
}

export function QuestionBox({ text, onChange, onSend, onRecall, isSending, placeholder, hint, stop, children }: QuestionBoxProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  useShortcuts([{ keys: ['/'], label: t('chat.toQuestionKey'), run: () => box.current?.focus() }]);
  useEffect(() => {
    // On a touch screen the keyboard would cover what there is to read.
    if (!window.matchMedia('(pointer: coarse)').matches) box.current?.focus({ preventScroll: true });
  }, []);
  const canSend = text.trim() !== '' && !isSending && !stop;
  const send = () => {
    if (canSend) onSend();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  const recall = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' || text !== '' || event.repeat) return;
    event.preventDefault();
    onRecall();
  };
  return (
    <form data-docked="end" onSubmit={submit} className="sticky bottom-15 z-10 -mx-4 border-t bg-ground px-4 pt-3 pb-3 sm:-mx-8 sm:px-8 md:bottom-0 md:-mx-2 md:border-t-0 md:px-2 md:pb-4 md:shadow-[0_-12px_16px_var(--ground)]">
      {children}
      <div className="relative">
        <QuestionField
          ref={box}
          aria-label={t('chat.question')}
          aria-describedby="question-keys"
          rows={2}
          readOnly={isSending}
          placeholder={placeholder}
          text={text}
          onChange={onChange}
          onSend={send}
          onKey={recall}
          className="min-h-19 pr-30 shadow-[0_1px_2px_rgb(9_22_19/0.06)]"
        />
        <div className="absolute right-2.5 bottom-2.5">
          {stop ? (
            <Button onClick={stop.run} disabled={stop.isStopping} title={t('chat.stopHint')} aria-keyshortcuts="Escape" className="max-md:h-10">
              <Square aria-hidden className="fill-current" />
              {stop.isStopping ? t('chat.stopping') : t('chat.stop')}
            </Button>
          ) : (
            <Button type="submit" variant="primary" disabled={!canSend} className="max-md:h-10">
              <ArrowUp aria-hidden />
              {isSending ? t('chat.sending') : t('chat.send')}
            </Button>
          )}
        </div>
      </div>
      <p id="question-keys" className="mt-1.5 hidden flex-wrap gap-x-5 text-xs text-ink-faint md:flex">
        <span>{t('chat.keysHint')}</span>
        <span>{t('chat.judgeKeysHint')}</span>
        {hint && <span>{hint}</span>}
      </p>
    </form>
  );
}
