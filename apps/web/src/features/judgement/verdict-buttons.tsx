import type { Evaluation, Priority } from '@llamune/contracts';
import { EvaluationGlyph } from '../../components/evaluation-mark';
import { cn } from '../../lib/cn';
import { PressGroup } from '../../components/ui/press-group';
import { useTranslation } from '../../lib/i18n';
import type { Judgement } from './use-judgement';

const pressed = {
  1: 'border-good bg-good text-on-mark hover:bg-good',
  2: 'border-fair bg-fair text-on-mark hover:bg-fair',
  3: 'border-bad bg-bad text-on-mark hover:bg-bad',
} as const;
const codes = [1, 2, 3] as const;

interface VerdictButtonsProps {
  value: Evaluation | null;
  onJudge: (evaluation: Evaluation) => void;
  showsKeys: boolean;
  size?: 'normal' | 'large';
  className?: string;
}

export function VerdictButtons({ value, onJudge, showsKeys, size = 'normal', className }: VerdictButtonsProps) {
  const { t } = useTranslation();
  return (
    <PressGroup<Evaluation>
      label={t('evaluation.label')}
      value={value}
      onPress={onJudge}
      size={size}
      className={className}
      options={codes.map((code) => ({ value: code, label: <VerdictLabel code={code} keyFrom={!showsKeys ? 'never' : size === 'large' ? 'xl' : 'md'} />, shortcut: String(code), pressed: pressed[code] }))}
    />
  );
}

const keyWidths = { never: undefined, md: 'hidden md:inline', xl: 'hidden xl:inline' } as const;

function VerdictLabel({ code, keyFrom }: { code: Evaluation; keyFrom: keyof typeof keyWidths }) {
  const { t } = useTranslation();
  return (
    <>
      <EvaluationGlyph evaluation={code} />
      {t(`evaluation.${code}`)}
      {keyFrom !== 'never' && (
        <kbd aria-hidden className={cn('rounded-sm border border-current px-1 font-sans text-[11px] leading-4 opacity-60', keyWidths[keyFrom])}>
          {code}
        </kbd>
      )}
    </>
  );
}

/** Pressed again, it is taken back. */
export function PriorityButtons({ judgement: { fields, decide } }: { judgement: Judgement }) {
  const { t } = useTranslation();
  return (
    <div className="flex items-center gap-2">
      <span aria-hidden className="text-sm text-ink-faint">
        {t('priority.label')}
      </span>
      <PressGroup<Priority>
        label={t('priority.label')}
        value={fields.priority}
        onPress={(priority) => void decide({ priority: fields.priority === priority ? null : priority })}
        options={codes.map((code) => ({ value: code, label: t(`priority.${code}`) }))}
        className="gap-0 [&>button]:-ml-px [&>button]:rounded-none [&>button]:px-2.5 [&>button]:text-sm [&>button]:font-normal max-md:[&>button]:min-w-10 max-md:[&>button]:justify-center [&>button:first-child]:rounded-l-md [&>button:last-child]:rounded-r-md [&>button[aria-pressed=true]]:relative"
      />
    </div>
  );
}
