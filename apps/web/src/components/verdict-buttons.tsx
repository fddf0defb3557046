import type { Evaluation } from '@llamune/contracts';
import { cn } from '../lib/cn';
import { useTranslation } from '../lib/i18n';
import { EvaluationGlyph } from './evaluation-mark';
import { PressGroup } from './ui/press-group';

const pressed = {
  1: 'border-good bg-good text-on-mark hover:bg-good',
  2: 'border-fair bg-fair text-on-mark hover:bg-fair',
  3: 'border-bad bg-bad text-on-mark hover:bg-bad',
} as const;
const codes = [1, 2, 3] as const;

interface VerdictButtonsProps {
  /** Where a page judges several: which. */
  label?: string;
  value: Evaluation | null;
  onJudge: (evaluation: Evaluation) => void;
  showsKeys: boolean;
  size?: 'normal' | 'large';
  className?: string;
}

/** 良い, 不十分, 間違い: the one that is pressed is the judgement. */
export function VerdictButtons({ label, value, onJudge, showsKeys, size = 'normal', className }: VerdictButtonsProps) {
  const { t } = useTranslation();
  return (
    <PressGroup<Evaluation>
      label={label ?? t('evaluation.label')}
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
