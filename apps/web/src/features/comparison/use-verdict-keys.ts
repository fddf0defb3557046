import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { choose, rate, rateEqual, stepBack, type Verdict } from './verdict';

/** First which is better, then a digit for A and one for B: three keys a pair. */
export const useVerdictKeys = (verdict: Verdict, change: (next: Verdict) => void, isEqual: boolean, enabled: boolean) => {
  const { t } = useTranslation();
  useShortcuts(
    [
      { keys: ['a'], label: t('comparison.keyLeft'), run: () => change(choose(verdict, 'left')) },
      { keys: ['b'], label: t('comparison.keyRight'), run: () => change(choose(verdict, 'right')) },
      { keys: ['s'], label: t('comparison.keySame'), run: () => change(choose(verdict, 'same')) },
      { keys: ['x'], label: t('comparison.keyBothBad'), run: () => change(choose(verdict, 'both_bad')) },
      { keys: ['Escape', 'Backspace'], label: t('comparison.keyBack'), run: () => change(stepBack(verdict)) },
    ],
    enabled && !isEqual,
  );
  useShortcuts(
    ([1, 2, 3] as const).map((code) => ({ keys: [String(code)], label: t('comparison.keyRate', { verdict: t(`evaluation.${code}`) }), run: () => change(isEqual ? rateEqual(code) : rate(verdict, code)) })),
    enabled,
  );
};
