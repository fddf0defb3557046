import { useTranslation } from '../../lib/i18n';
import type { FieldName, Fields } from './fields';

/** What the fields are called, and their values in words. */
export const useFieldTexts = () => {
  const { t } = useTranslation();
  const labels: Record<FieldName, string> = {
    evaluation: t('evaluation.label'),
    priority: t('priority.label'),
    reason: t('judgement.reason'),
    correct_answer: t('judgement.correctAnswer'),
    memo: t('judgement.memo'),
    right_points: t('judgement.right_points'),
    wrong_points: t('judgement.wrong_points'),
    missing_points: t('judgement.missing_points'),
  };
  const valueOf = (name: FieldName, value: Fields[FieldName] | undefined): string => {
    if (value === null || value === undefined || value === '') return name === 'evaluation' ? t('evaluation.none') : name === 'priority' ? t('priority.none') : t('judgement.empty');
    if (typeof value === 'string') return value;
    return name === 'priority' ? t(`priority.${value}`) : t(`evaluation.${value}`);
  };
  return { labelOf: (name: FieldName) => labels[name], valueOf };
};
