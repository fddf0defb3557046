import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';

export interface Moves {
  previous: () => void;
  next: () => void;
  skip: () => void;
  goOn: () => void;
}

export const useReviewKeys = ({ previous, next, skip }: Moves, enabled: boolean) => {
  const { t } = useTranslation();
  useShortcuts(
    [
      { keys: ['ArrowRight', 'j'], label: t('review.keyNext'), run: next },
      { keys: ['ArrowLeft', 'k'], label: t('review.keyPrevious'), run: previous },
      { keys: ['s'], label: t('review.keySkip'), run: skip },
    ],
    enabled,
  );
};
