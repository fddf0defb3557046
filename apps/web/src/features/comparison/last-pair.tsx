import { Undo2 } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { versionAt } from './sides';
import type { BlindQueue, JudgedHere } from './use-blind-queue';

/** What was judged last, which version was which, and the way back to it. */
export function LastPair({ queue: { judged, undo } }: { queue: BlindQueue }) {
  const { t } = useTranslation();
  const last = judged.at(-1);
  return (
    <div className={cn('flex min-w-0 items-center gap-1.5 text-sm text-ink-soft lg:min-h-10', last && 'min-h-10')}>
      <output className="min-w-0 text-pretty">{last && <Revealed judged={last} />}</output>
      {last && (
        <Button variant="ghost" size="sm" aria-keyshortcuts="u" onClick={undo} className="max-md:h-10">
          <Undo2 aria-hidden />
          {t('comparison.undo')}
          <span className="max-lg:hidden">
            <Kbd of="u" />
          </span>
        </Button>
      )}
    </div>
  );
}

function Revealed({ judged: { left_is: leftIs, verified_log_id: verified } }: { judged: JudgedHere }) {
  const { t } = useTranslation();
  const left = versionAt('left', leftIs);
  return (
    <>
      {left ? t(left === 'candidate' ? 'comparison.leftWasCandidate' : 'comparison.leftWasBaseline') : t('comparison.bothWere')}
      {verified !== null && <> {t('comparison.verified', { id: verified })}</>}
    </>
  );
}
