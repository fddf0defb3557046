import type { Log } from '@llamune/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../lib/api';
import { formatDate } from '../lib/format';
import { useTranslation } from '../lib/i18n';
import { ErrorNotice } from './error-notice';
import { Button } from './ui/button';
import { SkeletonRows } from './ui/skeleton';

/** Whether the question of a log is kept for testing, by this log or by another that asks the same; and the way to keep it, to let it go, and back. */
export function HeldOut({ log }: { log: Log }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data, error: unknown, refetch } = useQuery(trpc.heldOut.list.queryOptions({ poc_id: log.poc_id, log_id: log.id }));
  /** What was done here last: what the button does next is its way back. */
  const [done, setDone] = useState<'held' | 'released' | 'undone'>();
  const settled = { onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.heldOut.pathKey() }) };
  const hold = useMutation(trpc.heldOut.hold.mutationOptions(settled));
  const release = useMutation(trpc.heldOut.release.mutationOptions(settled));
  if (!data) return unknown ? <ErrorNotice error={unknown} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={1} />;
  const [held] = data;
  const isUndo = done === 'held' || done === 'released';
  const change = async () => {
    if (hold.isPending || release.isPending) return;
    hold.reset();
    release.reset();
    await (held ? release.mutateAsync({ held_out_id: held.id }) : hold.mutateAsync({ log_id: log.id }));
    setDone(isUndo ? 'undone' : held ? 'released' : 'held');
  };
  const error = hold.error ?? release.error;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-5 gap-y-3 text-sm">
      <div className="min-w-0 flex-1 basis-64">
        <output className="block font-medium empty:hidden">{done ? t(`heldOut.${done}`) : held && t('heldOut.isHeld', { date: formatDate(held.created_at), name: held.held_by })}</output>
        {held?.log_id && held.log_id !== log.id && <p>{t('heldOut.byOther', { id: held.log_id })}</p>}
        <p className="text-ink-soft">{t('heldOut.meaning')}</p>
      </div>
      {/* Not disabled meanwhile: that would take the focus away. */}
      <Button size="sm" aria-disabled={hold.isPending || release.isPending} onClick={() => void change().catch(() => undefined)} className="max-md:h-10">
        {isUndo && <Undo2 aria-hidden />}
        {t(isUndo ? 'heldOut.undo' : held ? 'heldOut.release' : 'heldOut.hold')}
      </Button>
      {error && <ErrorNotice error={error} className="w-full" />}
    </div>
  );
}
