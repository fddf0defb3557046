import { useTranslation } from 'react-i18next';
import type { Fields } from './use-judgement';

/** What was written, while the form is folded. */
export function JudgementSummary({ fields }: { fields: Fields }) {
  const { t } = useTranslation();
  const written = [
    { label: t('judgement.reason'), text: fields.reason },
    { label: t('judgement.correctAnswer'), text: fields.correct_answer },
    { label: t('judgement.memo'), text: fields.memo },
  ].filter(({ text }) => text);
  if (written.length === 0) return null;
  return (
    <dl className="flex flex-col gap-1.5 text-sm">
      {written.map(({ label, text }) => (
        <div key={label} className="grid grid-cols-[6em_1fr] gap-3">
          <dt className="text-ink-faint">{label}</dt>
          <dd className="line-clamp-3 max-w-[44em] whitespace-pre-wrap">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
