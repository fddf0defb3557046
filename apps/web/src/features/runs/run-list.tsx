import type { Run } from '@llamune/contracts';
import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ModelName } from '../../components/model-name';
import { MoreButton } from '../../components/ui/more-button';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { RunProgress, RunStateBadge } from './run-progress';
import { runPages } from './run-queries';

/** The retests of a PoC, or all, newest first. */
export function RunList({ poc }: { poc: number | undefined }) {
  const { t } = useTranslation();
  const pages = useSuspenseInfiniteQuery(runPages(poc));
  const runs = pages.data.pages.flat();
  if (runs.length === 0) return <p className="text-sm text-ink-soft">{t('retest.noRuns')}</p>;
  return (
    <>
      <ul aria-label={t('retest.runs')} className="-mx-4 -my-3 divide-y sm:-mx-5">
        {runs.map((run) => (
          <Row key={run.id} run={run} />
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function Row({ run }: { run: Run }) {
  const { t } = useTranslation();
  return (
    <li className="relative flex flex-wrap items-center gap-x-6 gap-y-2 px-4 py-3 hover:bg-sunken/60 sm:px-5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link to="/retest/runs/$runId" params={{ runId: run.id }} className="font-medium after:absolute after:inset-0">
            {t('runs.title', { set: run.set_name, version: run.set_version })}
          </Link>
          <RunStateBadge state={run.state} />
        </p>
        <p className="text-sm">
          <ModelName name={run.model_name} version={run.model_version} isDemo={run.model_is_demo} />
        </p>
        <p className="text-xs text-ink-faint">{t('retest.made', { date: formatDateTime(run.created_at), name: run.created_by })}</p>
      </div>
      <RunProgress run={run} className="w-full sm:w-64" />
    </li>
  );
}
