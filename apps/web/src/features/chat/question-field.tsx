import { textLimits } from '@llamune/contracts';
import type { ComponentProps, KeyboardEvent } from 'react';
import { Textarea } from '../../components/ui/textarea';
import { cn } from '../../lib/cn';
import { isComposing } from '../../lib/keyboard';

interface QuestionFieldProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange' | 'onKeyDown'> {
  text: string;
  onChange: (text: string) => void;
  onSend: () => void;
  /** A key that is neither of the input method nor the sending Enter. */
  onKey?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
}

/** Where a question is written: Enter sends it, Shift+Enter starts a line. */
export function QuestionField({ text, onChange, onSend, onKey, className, ...props }: QuestionFieldProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // The Enter that ends a conversion belongs to the input method.
    if (isComposing(event.nativeEvent)) return;
    if (event.key !== 'Enter' || event.shiftKey) {
      onKey?.(event);
      return;
    }
    event.preventDefault();
    onSend();
  };
  return (
    <Textarea
      enterKeyHint="send"
      maxLength={textLimits.question}
      value={text}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={onKeyDown}
      className={cn('max-h-[40dvh] resize-none rounded-lg px-3.5 py-2.5 text-read leading-[1.7]', className)}
      {...props}
    />
  );
}
