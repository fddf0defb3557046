import type { HeldOutQuestion, Log } from '@llamune/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { SkeletonRows } from '../../components/ui/skeleton';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';

/** A log that cannot be taken as it is, with what it says and the form to put it right. */
export function MendLog({ logId, children }: { logId: number; children: (log: Log) => ReactNode }) {
  const { t } = useTranslation();
  const { data: log, error, refetch } = useQuery(trpc.logs.get.queryOptions({ log_id: logId }));
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!log) return <SkeletonRows label={t('app.loading')} rows={3} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="rounded-md bg-sunken px-3.5 py-3 text-sm">
        <p className="font-medium break-words whitespace-pre-wrap">{log.question}</p>
        <p className="mt-1.5 max-h-60 overflow-y-auto break-words whitespace-pre-wrap text-ink-soft">{log.answer}</p>
      </div>
      <HeldOut log={log} />
      {children(log)}
    </div>
  );
}

/** Whether the question is kept for testing, and how to let it go. */
function HeldOut({ log }: { log: Log }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const held = useQuery(trpc.heldOut.list.queryOptions({ poc_id: log.poc_id }));
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.heldOut.pathKey() });
  const release = useMutation(trpc.heldOut.release.mutationOptions({ onSuccess: refresh }));
  const hold = useMutation(trpc.heldOut.hold.mutationOptions({ onSuccess: refresh }));
  const own: HeldOutQuestion | undefined = held.data?.find(({ log_id }) => log_id === log.id);
  const error = release.error ?? hold.error;
  return (
    <>
      <Notice
        action={
          own ? (
            <Button size="sm" disabled={release.isPending} onClick={() => release.mutate({ held_out_id: own.id })}>
              {t('training.letGo')}
            </Button>
          ) : (
            <Button size="sm" disabled={hold.isPending} onClick={() => hold.mutate({ log_id: log.id })}>
              {t('training.holdOut')}
            </Button>
          )
        }
      >
        {t(own ? 'training.isHeldOut' : 'training.mayHoldOut')}
      </Notice>
      {error && <ErrorNotice error={error} />}
    </>
  );
}
