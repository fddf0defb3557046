import type { Run } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { isMoving } from './run-queries';

/** What can be done with a run as it is now. */
export function RunActions({ run }: { run: Run }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asksToCancel, setAsksToCancel] = useState(false);
  const settled = { onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() }) };
  const pause = useMutation(trpc.runs.pause.mutationOptions(settled));
  const resume = useMutation(trpc.runs.resume.mutationOptions(settled));
  const cancel = useMutation(trpc.runs.cancel.mutationOptions(settled));
  const retry = useMutation(trpc.runs.retryFailed.mutationOptions(settled));
  const changed = { 409: t('runs.changedMeanwhile') };
  const id = { run_id: run.id };
  const { failed, answered } = run.progress;
  const canRetry = failed > 0 && !isMoving(run);
  const canCancel = isMoving(run) || run.state === 'paused';
  const error = pause.error ?? resume.error ?? retry.error;
  const act = (what: typeof pause | typeof resume | typeof retry) => {
    for (const one of [pause, resume, retry]) one.reset();
    what.mutate(id);
  };
  if (!canRetry && !canCancel && !error) return null;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2 max-md:*:h-10">
        {run.state === 'paused' && (
          <Button variant="primary" disabled={resume.isPending} onClick={() => act(resume)}>
            {t('runs.resume')}
          </Button>
        )}
        {isMoving(run) && (
          <Button disabled={pause.isPending} onClick={() => act(pause)}>
            {t('runs.pause')}
          </Button>
        )}
        {canRetry && (
          <Button disabled={retry.isPending} onClick={() => act(retry)}>
            {t('runs.retryFailed', { count: formatNumber(failed) })}
          </Button>
        )}
        {canCancel && (
          <Button variant="ghost" onClick={() => setAsksToCancel(true)}>
            {t('runs.cancel')}
          </Button>
        )}
      </div>
      {error && <ErrorNotice error={error} special={changed} />}
      <ConfirmDialog
        open={asksToCancel}
        onOpenChange={setAsksToCancel}
        title={t('runs.cancelTitle')}
        confirmLabel={t('runs.cancel')}
        cancelLabel={t('runs.keepGoing')}
        danger
        onConfirm={() => cancel.mutateAsync(id)}
        errorSentence={(failure) => errorSentence(failure, changed)}
      >
        <p>{t('runs.cancelBody', { count: formatNumber(answered) })}</p>
      </ConfirmDialog>
    </div>
  );
}
