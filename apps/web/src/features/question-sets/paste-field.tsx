import type { NewQuestion } from '@llamune/contracts';
import { useEffect, useEffectEvent } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Field } from '../../components/ui/field';
import { Textarea } from '../../components/ui/textarea';
import { useTranslation } from '../../lib/i18n';
import { PastePreview } from './paste-preview';
import { useParsed } from './use-parsed';

interface PasteFieldProps {
  text: string;
  onText: (text: string) => void;
  /** What would be added as the text is now; none while it is being read. */
  onRead: (questions: NewQuestion[]) => void;
}

/** A place for what was copied out of a spreadsheet, and what was understood of it, before anything is saved. */
export function PasteField({ text, onText, onRead }: PasteFieldProps) {
  const { t } = useTranslation();
  const reading = useParsed(text);
  const read = useEffectEvent(onRead);
  const pasted = reading.kind === 'read' ? reading.pasted : undefined;
  useEffect(() => read(pasted?.questions.map(({ line: _line, ...question }) => question) ?? []), [pasted]);
  return (
    <div className="flex flex-col gap-4">
      <Field label={t('sets.paste')} hint={t('sets.pasteHint')}>
        {(wiring) => <Textarea {...wiring} rows={5} spellCheck={false} maxLength={1_000_000} className="max-h-72 font-mono text-sm" value={text} onChange={({ target }) => onText(target.value)} />}
      </Field>
      <div aria-live="polite">
        {reading.kind === 'reading' && <p className="text-sm text-ink-faint">{t('sets.reading')}</p>}
        {reading.kind === 'failed' && <ErrorNotice error={reading.error} />}
        {pasted && <PastePreview pasted={pasted} />}
      </div>
    </div>
  );
}
