import { useMemo } from 'react';
import { useTranslation } from '../lib/i18n';
import { wordDiff } from '../lib/word-diff';
import { VisibleText } from './ui/visible-text';

interface MarkedDiffProps {
  before: string;
  after: string;
  className: string;
}

/** Both texts in one. Fetched with the comparison itself when the first difference is shown (`text-diff.tsx`). */
export default function MarkedDiff({ before, after, className }: MarkedDiffProps) {
  const { t } = useTranslation();
  const parts = useMemo(() => wordDiff(before, after), [before, after]);
  if (!parts)
    return (
      <div className={className}>
        <p className="text-sm text-ink-faint">{t('diff.tooLong')}</p>
        <VisibleText text={after} />
      </div>
    );
  return (
    <p className={className}>
      {parts.map(({ kind, text }, index) => {
        const key = `${index}.${kind}`;
        const shown = <VisibleText text={text} />;
        if (kind === 'removed')
          return (
            <del key={key} className="rounded-sm bg-bad-soft text-bad decoration-1">
              {shown}
            </del>
          );
        if (kind === 'added')
          return (
            <ins key={key} className="rounded-sm bg-good-soft text-good decoration-1 underline-offset-3">
              {shown}
            </ins>
          );
        return <span key={key}>{shown}</span>;
      })}
    </p>
  );
}
