import type { Snapshot } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** What can be done with the claim of a snapshot: prolong it, give the logs back, or record that a model was trained on it. */
export function SnapshotActions({ snapshot }: { snapshot: Snapshot }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<'release' | 'acknowledge'>();
  const settled = { onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: trpc.snapshots.pathKey() }), queryClient.invalidateQueries({ queryKey: trpc.logs.pathKey() })]) };
  const renew = useMutation(trpc.snapshots.renew.mutationOptions({ ...settled, onSuccess: () => toast(t('training.renewed'), 'done') }));
  const release = useMutation(trpc.snapshots.release.mutationOptions(settled));
  const acknowledge = useMutation(trpc.snapshots.acknowledge.mutationOptions({ ...settled, onSuccess: ({ trained }) => toast(t('training.nowTrained', { count: formatNumber(trained) }), 'done') }));
  if (snapshot.state === 'trained' || snapshot.state === 'released') return null;
  const id = { snapshot_id: snapshot.id };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" className="max-md:h-10" onClick={() => setAsked('acknowledge')}>
          {t('training.acknowledge')}
        </Button>
        <Button className="max-md:h-10" disabled={renew.isPending} onClick={() => renew.mutate(id)}>
          {t('training.renew')}
        </Button>
        <Button className="max-md:h-10" onClick={() => setAsked('release')}>
          {t('training.release')}
        </Button>
      </div>
      {renew.error && <ErrorNotice error={renew.error} special={{ 409: t('training.lost') }} />}
      <ConfirmDialog
        open={asked === 'acknowledge'}
        onOpenChange={(open) => setAsked(open ? 'acknowledge' : undefined)}
        title={t('training.acknowledgeTitle')}
        confirmLabel={t('training.acknowledge')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => acknowledge.mutateAsync(id)}
        errorSentence={errorSentence}
      >
        <p>{t('training.acknowledgeBody', { count: formatNumber(snapshot.counts.train + snapshot.counts.valid) })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'release'}
        onOpenChange={(open) => setAsked(open ? 'release' : undefined)}
        title={t('training.releaseTitle')}
        confirmLabel={t('training.release')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => release.mutateAsync(id)}
        errorSentence={errorSentence}
      >
        <p>{t('training.releaseBody')}</p>
      </ConfirmDialog>
    </div>
  );
}
