import type { ImprovementStage } from '@llamune/contracts';
import { cn } from '../../lib/cn';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { stages } from './improvement-queries';

interface StageTilesProps {
  counts: Record<ImprovementStage, number>;
  chosen: ImprovementStage | undefined;
  onChoose: (stage: ImprovementStage | undefined) => void;
}

/** How many logs are at each stage; a pressed one shows only those, pressed again all. */
export function StageTiles({ counts, chosen, onChoose }: StageTilesProps) {
  const { t } = useTranslation();
  return (
    <fieldset aria-label={t('improvements.stages')} className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-6">
      {stages.map((stage) => (
        <button
          key={stage}
          type="button"
          aria-pressed={stage === chosen}
          onClick={() => onChoose(stage === chosen ? undefined : stage)}
          className="flex flex-col items-start gap-1 rounded-lg border bg-surface px-4 py-3 text-left hover:border-line-strong aria-pressed:border-brand aria-pressed:bg-brand-soft/50"
        >
          <span className="text-sm text-ink-soft">{t(`improvements.stage.${stage}`)}</span>
          <span className={cn('text-2xl font-semibold tabular-nums', counts[stage] === 0 ? 'text-ink-faint' : stage === 'verified' ? 'text-good' : stage === 'not_fixed' && 'text-bad')}>{formatNumber(counts[stage])}</span>
        </button>
      ))}
    </fieldset>
  );
}
