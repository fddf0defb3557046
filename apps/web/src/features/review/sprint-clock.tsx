import { Timer } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Menu, MenuItem } from '../../components/ui/menu';
import { useTranslation } from '../../lib/i18n';
import { sprints, useSprint } from './sprint';
import { useNow } from './use-now';

const SPRINT_MINUTES = 15;
const MORE_MINUTES = 5;

/** Starts fifteen minutes; then says quietly what is left of them. */
export function SprintClock() {
  const { t } = useTranslation();
  const sprint = useSprint();
  const now = useNow();
  if (!sprint)
    return (
      <Button onClick={() => sprints.start(SPRINT_MINUTES)} title={t('review.sprintHint')} className="max-md:h-10">
        <Timer aria-hidden />
        {t('review.sprint')}
      </Button>
    );
  if (sprint.pausedAt !== null) return null;
  const leftSeconds = Math.ceil((sprint.endsAt - now) / 1000);
  const left = leftSeconds <= 0 ? t('review.sprintOver') : leftSeconds < 60 ? t('review.secondsLeft', { count: leftSeconds }) : t('review.minutesLeft', { count: Math.ceil(leftSeconds / 60) });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button variant="ghost" className={leftSeconds <= 0 ? 'px-2.5 text-brand-ink max-md:h-10' : 'px-2.5 max-md:h-10'}>
            <Timer aria-hidden />
            <span>
              {left}
              {leftSeconds <= 0 && <span className="max-md:sr-only">{t('review.sprintOverAfter')}</span>}
            </span>
          </Button>
        }
      >
        <MenuItem onSelect={() => sprints.extend(MORE_MINUTES, Math.max(sprint.endsAt, now))}>{t('review.fiveMore')}</MenuItem>
        <MenuItem onSelect={() => sprints.pause()}>{t('review.endNow')}</MenuItem>
        <MenuItem onSelect={sprints.stop}>{t('review.withoutClock')}</MenuItem>
      </Menu>
      <output className="sr-only">{leftSeconds <= 0 && t('review.sprintOverLong')}</output>
    </>
  );
}
