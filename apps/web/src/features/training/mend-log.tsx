import type { Log } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { LateHeldOut } from '../../components/late-held-out';
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
      <div className="rounded-md border px-3.5 py-3">
        <LateHeldOut log={log} />
      </div>
      {children(log)}
    </div>
  );
}
