import type { Run } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { RunActions } from './run-actions';
import { RunProgress, RunStateBadge } from './run-progress';

/** How far it is, what that means, and, for an admin, what can be done. */
export function RunPanel({ run, isAdmin }: { run: Run; isAdmin: boolean }) {
  const { t } = useTranslation();
  const { judged, carried } = run.progress;
  return (
    <div className="flex flex-col gap-4">
      <output className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
        <RunStateBadge state={run.state} />
        {run.error === null && <span className="text-ink-soft">{t(`runs.whatNow.${run.state}`)}</span>}
      </output>
      <RunProgress run={run} />
      {judged > 0 && <p className="text-sm text-ink-soft">{t('runs.judged', { count: formatNumber(judged), carried: formatNumber(carried) })}</p>}
      {run.error !== null && (
        <Notice
          tone="error"
          action={
            isAdmin && (
              <Button asChild size="sm" className="max-md:h-10">
                <Link to="/admin/models/$modelId" params={{ modelId: run.model_id }}>
                  {t('runs.toModel')}
                </Link>
              </Button>
            )
          }
        >
          <p>{t('runs.error')}</p>
          <p className="mt-0.5 text-xs">{t('common.serverSays', { detail: run.error })}</p>
        </Notice>
      )}
      {isAdmin && <RunActions run={run} />}
    </div>
  );
}
