import type { Evaluation } from '@llamune/contracts';
import { cn } from '../lib/cn';
import { useTranslation } from '../lib/i18n';

const shapes = { 1: 'M8 3.4a4.6 4.6 0 1 0 0 9.2 4.6 4.6 0 0 0 0-9.2Z', 2: 'M8 3.4 13 12H3Z', 3: 'm4 4 8 8m0-8-8 8' } as const;
const styles = { 1: 'bg-good-soft text-good', 2: 'bg-fair-soft text-fair', 3: 'bg-bad-soft text-bad' } as const;

/** ○ △ ×: how a Japanese reader marks an answer. The shape says it without the colour. */
export const EvaluationGlyph = ({ evaluation, className }: { evaluation: Evaluation | null; className?: string }) => (
  <svg viewBox="0 0 16 16" aria-hidden fill="none" stroke="currentColor" strokeWidth={2.2} strokeLinecap="round" strokeLinejoin="round" className={cn('size-4', className)}>
    <path d={evaluation ? shapes[evaluation] : ''} />
  </svg>
);

/** The judgement as a mark in its box; an empty dashed box is 未評価. */
export function EvaluationMark({ evaluation, withText = false }: { evaluation: Evaluation | null; withText?: boolean }) {
  const { t } = useTranslation();
  const text = evaluation ? t(`evaluation.${evaluation}`) : t('evaluation.none');
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span
        {...(!withText && { role: 'img', 'aria-label': text, title: text })}
        className={cn('grid size-6 shrink-0 place-items-center rounded-sm', evaluation ? styles[evaluation] : 'border border-dashed border-line-strong')}
      >
        <EvaluationGlyph evaluation={evaluation} className="size-4" />
      </span>
      {withText && <span className={cn('text-sm', !evaluation && 'text-ink-faint')}>{text}</span>}
    </span>
  );
}
