import { lazy, Suspense } from 'react';
import { cn } from '../lib/cn';
import { useTranslation } from '../lib/i18n';
import { VisibleText } from './ui/visible-text';

const PlainText = ({ after, className }: { after: string; className: string }) => (
  <p className={className}>
    <VisibleText text={after} />
  </p>
);
// Without its marks, and not without its text, where they cannot be fetched.
const MarkedDiff = lazy(() => import('./marked-diff').catch(() => ({ default: PlainText })));

/** A text as it became, with what was taken out struck through and what was put in marked. */
export function TextDiff({ before, after, className }: { before: string; after: string; className?: string }) {
  const { t } = useTranslation();
  const frame = cn('text-read leading-[1.85] break-words whitespace-pre-wrap', className);
  if (before === after) return <p className="text-sm text-ink-faint">{t('diff.same')}</p>;
  return (
    <Suspense fallback={<PlainText after={after} className={frame} />}>
      <MarkedDiff before={before} after={after} className={frame} />
    </Suspense>
  );
}
