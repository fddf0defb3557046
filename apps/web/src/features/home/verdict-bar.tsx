import type { Evaluation, PocOverview } from '@llamune/contracts';
import { EvaluationMark } from '../../components/evaluation-mark';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

const parts = [
  { name: 'good', evaluation: 1, style: 'bg-good' },
  { name: 'fair', evaluation: 2, style: 'bg-fair' },
  { name: 'bad', evaluation: 3, style: 'bg-bad' },
  { name: 'unevaluated', evaluation: null, style: 'border border-dashed border-line-strong' },
] as const satisfies { name: keyof PocOverview['counts']; evaluation: Evaluation | null; style: string }[];

/** What is judged, how, and what is not: as lengths, and in figures below. */
export function VerdictBar({ counts }: { counts: PocOverview['counts'] }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-2.5">
      <div aria-hidden className="flex h-3.5 gap-0.5">
        {parts.map(({ name, style }) => counts[name] > 0 && <span key={name} className={`min-w-1.5 transition-[flex-grow] duration-500 first:rounded-l-full last:rounded-r-full ${style}`} style={{ flexGrow: counts[name] }} />)}
      </div>
      <ul aria-label={t('home.verdicts')} className="grid grid-cols-2 gap-x-6 gap-y-1 sm:flex">
        {parts.map(({ name, evaluation }) => (
          <li key={name} className="flex items-center gap-2">
            <EvaluationMark evaluation={evaluation} withText />
            <span className="font-semibold">{formatNumber(counts[name])}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
