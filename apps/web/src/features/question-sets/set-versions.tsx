import type { QuestionSet, QuestionSetVersion } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { SkeletonRows } from '../../components/ui/skeleton';
import { errorSentence } from '../../lib/error-sentence';
import { formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { versionsQuery } from './set-queries';
import { undoableAtMost, useUndo } from './use-undo';

/** What the set was, and by whom it was changed; the newest change can be taken back. */
export function SetVersions({ set, shown, canChange }: { set: QuestionSet; shown: number; canChange: boolean }) {
  const { t } = useTranslation();
  const { data: versions, error, refetch } = useQuery(versionsQuery(set.id));
  if (!versions) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={2} />;
  return (
    <ol className="-my-2 max-h-96 divide-y overflow-y-auto text-sm">
      {versions.map((version) => (
        <li key={version.version} aria-current={version.version === shown || undefined} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2 aria-current:font-medium">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap gap-x-3">
              <Link to="/retest/sets/$setId" params={{ setId: set.id }} search={version.version === set.version ? {} : { version: version.version }} replace resetScroll={false} className="text-brand-ink underline">
                {t('sets.version', { version: version.version })}
              </Link>
              <span>{t('sets.versionCount', { count: formatNumber(version.question_count) })}</span>
              <span className="text-ink-faint">{t('sets.versionChange', { added: formatNumber(version.added), removed: formatNumber(version.removed) })}</span>
            </p>
            <p className="text-xs font-normal text-ink-faint">{t('retest.made', { date: formatDateTime(version.created_at), name: version.created_by })}</p>
          </div>
          {canChange && version.version === set.version && version.version > 1 && version.added + version.removed <= undoableAtMost && <UndoButton set={set} version={version} />}
        </li>
      ))}
    </ol>
  );
}

function UndoButton({ set, version: { version } }: { set: QuestionSet; version: QuestionSetVersion }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const undo = useUndo(set);
  return (
    <>
      <Button size="sm" className="max-md:h-10" onClick={() => setAsks(true)}>
        {t('sets.undo')}
      </Button>
      <ConfirmDialog open={asks} onOpenChange={setAsks} title={t('sets.undoTitle', { version })} confirmLabel={t('sets.undo')} cancelLabel={t('common.cancel')} onConfirm={undo} errorSentence={errorSentence}>
        <p>{t('sets.undoBody', { before: version - 1 })}</p>
      </ConfirmDialog>
    </>
  );
}
