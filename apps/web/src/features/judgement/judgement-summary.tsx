import { plainStart } from '../../lib/markdown/plain-start';
import { useFieldTexts } from './use-field-texts';
import { pointNames, type Fields } from './fields';

const shown = ['reason', 'correct_answer', ...pointNames, 'memo'] as const;

/** What was written, while the form is folded. */
export function JudgementSummary({ fields }: { fields: Fields }) {
  const { labelOf } = useFieldTexts();
  const written = shown.filter((name) => fields[name]);
  if (written.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      {written.map((name) => (
        <div key={name} className="grid grid-cols-[6em_1fr] gap-3">
          <dt className="text-ink-faint">{labelOf(name)}</dt>
          <dd className="line-clamp-3 max-w-[44em] whitespace-pre-wrap">{plainStart(fields[name] ?? '')}</dd>
        </div>
      ))}
    </dl>
  );
}
