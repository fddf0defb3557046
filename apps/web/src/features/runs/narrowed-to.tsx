import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import type { AnswerSearch } from './answer-search';

/** Says that a number of the matrix was followed here, and leads back to all answers. */
export function NarrowedTo({ search: { evaluation, topic }, onShowAll }: { search: AnswerSearch; onShowAll: () => void }) {
  const { t } = useTranslation();
  if (evaluation === undefined && topic === undefined) return null;
  const parts = [...(topic === undefined ? [] : [topic || t('runs.noTopic')]), ...(evaluation === undefined ? [] : [t(`evaluation.${evaluation}`)])];
  return (
    <p className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      {t('runs.narrowed', { to: parts.join(t('runs.and')) })}
      <Button size="sm" variant="ghost" onClick={onShowAll} className="max-md:h-10">
        {t('runs.showAll')}
      </Button>
    </p>
  );
}
