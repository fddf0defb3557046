import type { Comparison } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Diff, X } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { Progress } from '../../components/ui/progress';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { BlindQueue } from './use-blind-queue';

interface BlindBarProps {
  comparison: Comparison;
  queue: BlindQueue;
  showsDiff: boolean;
  onToggleDiff: () => void;
}

/** Out of the review, how far it is, and what is shown of the answers. */
export function BlindBar({ comparison, queue, showsDiff, onToggleDiff }: BlindBarProps) {
  const { t } = useTranslation();
  return (
    <header className="sticky top-(--top) z-20 flex h-13 shrink-0 lg:top-0 items-center gap-2 border-b bg-sunken px-2 sm:gap-4 sm:px-4">
      <div className="flex min-w-0 items-center gap-1">
        <Button asChild variant="ghost" size="icon" aria-label={t('comparison.leave')} title={t('comparison.leave')} className="max-md:size-10">
          <Link to="/retest/compare/$comparisonId" params={{ comparisonId: comparison.id }}>
            <X aria-hidden />
          </Link>
        </Button>
        <h1 className="text-base whitespace-nowrap max-sm:sr-only">{t('comparison.reviewTitle')}</h1>
        <span className="ml-2 truncate text-sm text-ink-faint max-lg:hidden">{t('comparison.setVersion', { name: comparison.set_name, version: comparison.set_version })}</span>
      </div>
      <Done queue={queue} />
      <div className="ml-auto flex items-center gap-3">
        <span className="text-xs text-ink-faint max-lg:hidden">
          <Kbd of="?" /> {t('comparison.hintKeys')}
        </span>
        {queue.pair?.expected_answer && (
          <Button variant="ghost" aria-pressed={showsDiff} aria-keyshortcuts="v" onClick={onToggleDiff} className="px-2.5 aria-pressed:bg-brand-soft aria-pressed:text-brand-ink max-md:h-10">
            <Diff aria-hidden />
            <span className="max-sm:sr-only">{t('comparison.showDiff')}</span>
            <span className="max-lg:hidden">
              <Kbd of="v" />
            </span>
          </Button>
        )}
      </div>
    </header>
  );
}

/** Of what this person had to judge when they came here; a pair that is judged again is no other one. */
function Done({ queue: { judged, pair, said, revealed } }: { queue: BlindQueue }) {
  const { t } = useTranslation();
  const left = pair === null ? 0 : revealed && !said ? pair.remaining - 1 : pair.remaining;
  const total = judged.length + left;
  if (total === 0) return null;
  return (
    <div className="flex min-w-0 items-center gap-2.5 sm:max-w-72 sm:flex-1">
      <Progress value={judged.length / total} label={t('comparison.progress')} className="min-w-8 max-sm:absolute max-sm:inset-x-0 max-sm:-bottom-0.5 max-sm:h-1 max-sm:rounded-none" />
      <span className="text-sm whitespace-nowrap text-ink-soft">{t('comparison.doneOf', { done: formatNumber(judged.length), total: formatNumber(total) })}</span>
    </div>
  );
}
