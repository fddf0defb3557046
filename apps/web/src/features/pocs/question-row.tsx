import { ArrowDown, ArrowUp, X } from 'lucide-react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { Button } from '../../components/ui/button';
import { Textarea } from '../../components/ui/textarea';
import { useTranslation } from '../../lib/i18n';
import { isComposing } from '../../lib/keyboard';
import { longestQuestion } from './question-rows';
import type { QuestionRows } from './use-question-rows';

interface QuestionRowProps {
  question: string;
  row: number;
  isLast: boolean;
  rows: QuestionRows;
}

export function QuestionRow({ question, row, isLast, rows }: QuestionRowProps) {
  const { t } = useTranslation();
  const number = row + 1;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const run = isComposing(event.nativeEvent) ? undefined : actionOf(event, row, rows);
    if (!run) return;
    event.preventDefault();
    run();
  };
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const text = event.clipboardData.getData('text');
    if (!/[\r\n]/.test(text.trim())) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    rows.paste(row, [selectionStart, selectionEnd], text);
  };
  return (
    <li className="grid grid-cols-[20px_minmax(0,1fr)] items-start gap-x-1.5 sm:grid-cols-[20px_minmax(0,1fr)_auto]">
      <span aria-hidden className="pt-2.5 text-right text-xs text-ink-faint">
        {number}
      </span>
      {/* Of several lines, so that the whole question can be read; what it holds is one. */}
      <Textarea
        value={question}
        rows={1}
        maxLength={longestQuestion}
        aria-label={t('pocs.example', { number })}
        onChange={(event) => rows.write(row, event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="min-h-9 resize-none py-1.5 leading-[1.6] max-md:min-h-10"
      />
      <span className="col-start-2 flex justify-end gap-0.5 sm:col-start-3 sm:pt-[3px]">
        <RowButton label={t('pocs.exampleUp', { number })} disabled={row === 0} onClick={() => rows.move(row, row - 1)} icon={ArrowUp} />
        <RowButton label={t('pocs.exampleDown', { number })} disabled={isLast} onClick={() => rows.move(row, row + 1)} icon={ArrowDown} />
        <RowButton label={t('pocs.exampleRemove', { number })} onClick={() => rows.remove(row)} icon={X} />
      </span>
    </li>
  );
}

const RowButton = ({ label, icon: Icon, ...button }: { label: string; icon: typeof X; disabled?: boolean; onClick: () => void }) => (
  <Button variant="ghost" size="icon-sm" aria-label={label} title={label} className="max-md:size-10" {...button}>
    <Icon aria-hidden />
  </Button>
);

/** Enter begins the next row, Backspace removes an empty one, Alt and an arrow key move a row. */
const actionOf = ({ key, altKey, ctrlKey, metaKey, currentTarget }: KeyboardEvent<HTMLTextAreaElement>, row: number, rows: QuestionRows) => {
  if (ctrlKey || metaKey) return undefined;
  if (altKey) return { ArrowUp: () => rows.move(row, row - 1), ArrowDown: () => rows.move(row, row + 1) }[key];
  if (key === 'Backspace' && currentTarget.value === '') return () => rows.remove(row);
  return key === 'Enter' ? () => rows.add(row + 1) : undefined;
};
