import { textLimits } from '@llamune/contracts';
import { ArrowUp, Square } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { Textarea } from '../../components/ui/textarea';
import { isComposing, takesText } from '../../lib/keyboard';

interface QuestionBoxProps {
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  isSending: boolean;
  isMultiTurn: boolean;
  /** Present while an answer is being made: the button then stops it. */
  stop: { run: () => void; isStopping: boolean } | undefined;
  refusal: ReactNode;
}

export function QuestionBox({ text, onChange, onSend, isSending, isMultiTurn, stop, refusal }: QuestionBoxProps) {
  const { t } = useTranslation();
  const box = useRef<HTMLTextAreaElement>(null);
  useSlashKey(() => box.current?.focus());
  useEffect(() => {
    // On a touch screen the keyboard would cover what there is to read.
    if (!window.matchMedia('(pointer: coarse)').matches) box.current?.focus({ preventScroll: true });
  }, []);
  const canSend = text.trim() !== '' && !isSending && !stop;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canSend) onSend();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // The Enter that ends a conversion belongs to the input method.
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    if (canSend) onSend();
  };
  return (
    <form onSubmit={submit} className="sticky bottom-15 z-10 -mx-4 border-t bg-ground px-4 pt-3 pb-3 sm:-mx-8 sm:px-8 md:bottom-0 md:mx-0 md:border-t-0 md:px-0 md:pb-4 md:shadow-[0_-12px_16px_var(--ground)]">
      {refusal}
      <div className="relative">
        <Textarea
          ref={box}
          aria-label={t('chat.question')}
          aria-describedby="question-keys"
          rows={2}
          maxLength={textLimits.question}
          readOnly={isSending}
          placeholder={isMultiTurn ? t('chat.questionPlaceholderMulti') : t('chat.questionPlaceholder')}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
          className="max-h-[40dvh] min-h-19 resize-none rounded-lg py-2.5 pr-30 pl-3.5 text-read leading-[1.7] shadow-[0_1px_2px_rgb(9_22_19/0.06)]"
        />
        <div className="absolute right-2.5 bottom-2.5">
          {stop ? (
            <Button onClick={stop.run} disabled={stop.isStopping} title={t('chat.stopHint')} aria-keyshortcuts="Escape">
              <Square aria-hidden className="fill-current" />
              {stop.isStopping ? t('chat.stopping') : t('chat.stop')}
            </Button>
          ) : (
            <Button type="submit" variant="primary" disabled={!canSend}>
              <ArrowUp aria-hidden />
              {isSending ? t('chat.sending') : t('chat.send')}
            </Button>
          )}
        </div>
      </div>
      <p id="question-keys" className="mt-1.5 hidden gap-x-5 text-xs text-ink-faint md:flex">
        <span>{t('chat.keysHint')}</span>
        <span>{t('chat.judgeKeysHint')}</span>
      </p>
    </form>
  );
}

/** `/` goes to the question box from anywhere that takes no text. */
const useSlashKey = (onSlash: () => void) => {
  const press = useEffectEvent(onSlash);
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key.normalize('NFKC') !== '/' || event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || takesText(event.target)) return;
      event.preventDefault();
      press();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
};
