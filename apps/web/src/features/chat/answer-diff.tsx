import type { Log } from '@llamune/contracts';
import { Diff } from 'lucide-react';
import { useId, useState } from 'react';
import { TextDiff } from '../../components/text-diff';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';

/** It unfolds below what was pressed, where the question box may cover it. */
const show = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** What the two answers have in common and what each has alone, for whoever asks. */
export function AnswerDiff({ left, right }: { left: Log; right: Log }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const id = useId();
  if (left.finish_reason === null || right.finish_reason === null || left.answer === '' || right.answer === '') return null;
  return (
    <div className="flex flex-col gap-2">
      <Button variant="ghost" size="sm" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className="self-start max-md:h-10">
        <Diff aria-hidden />
        {open ? t('compare.hideDiff') : t('compare.showDiff')}
      </Button>
      <div id={id} hidden={!open} className="rounded-lg border bg-surface p-3.5">
        {open && (
          <div ref={show} className="scroll-mb-44">
            {left.answer !== right.answer && (
              <p className="mb-2 flex flex-wrap gap-x-4 text-xs text-ink-soft">
                <del className="text-bad">{t('compare.onlyLeft')}</del>
                <ins className="text-good underline-offset-3">{t('compare.onlyRight')}</ins>
              </p>
            )}
            <TextDiff before={left.answer} after={right.answer} />
          </div>
        )}
      </div>
    </div>
  );
}
