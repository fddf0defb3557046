import type { ModelDownload } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { errorSentence } from '../../lib/error-sentence';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { useDownloadActions } from './use-download-actions';

interface DownloadButtonsProps {
  download: ModelDownload;
  actions: ReturnType<typeof useDownloadActions>;
  isRegistered: boolean;
}

export function DownloadButtons({ download, actions: { pause, resume, remove }, isRegistered }: DownloadButtonsProps) {
  const { t } = useTranslation();
  const [asksToCancel, setAsksToCancel] = useState(false);
  const { download_id, file, state } = download;
  const isBusy = pause.isPending || resume.isPending;
  if (state === 'done')
    return (
      <div className="flex flex-wrap items-start gap-2 max-md:*:h-10 md:justify-end">
        {!isRegistered && (
          <Button asChild size="sm" variant="primary">
            <Link to="/admin/models" search={{ register: file }} aria-label={t('downloads.registerName', { file })}>
              {t('downloads.register')}
            </Link>
          </Button>
        )}
        <Button size="sm" variant="ghost" disabled={remove.isPending} aria-label={t('downloads.forgetName', { file })} onClick={() => remove.mutate({ download_id })}>
          {t('downloads.forget')}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-wrap items-start gap-2 max-md:*:h-10 md:justify-end">
      {state === 'running' && (
        <Button size="sm" disabled={isBusy} aria-label={t('downloads.pauseName', { file })} onClick={() => pause.mutate({ download_id })}>
          {t('downloads.pause')}
        </Button>
      )}
      {state === 'paused' && (
        <Button size="sm" disabled={isBusy} aria-label={t('downloads.resumeName', { file })} onClick={() => resume.mutate({ download_id })}>
          {t('downloads.resume')}
        </Button>
      )}
      {state === 'failed' && (
        <Button size="sm" disabled={isBusy} aria-label={t('downloads.againName', { file })} onClick={() => resume.mutate({ download_id })}>
          {t('downloads.again')}
        </Button>
      )}
      <Button size="sm" variant="ghost" aria-label={t('downloads.cancelName', { file })} onClick={() => setAsksToCancel(true)}>
        {t('downloads.cancel')}
      </Button>
      <ConfirmDialog
        open={asksToCancel}
        onOpenChange={setAsksToCancel}
        title={t('downloads.cancelTitle')}
        confirmLabel={t('downloads.cancelConfirm')}
        cancelLabel={t('downloads.cancelKeep')}
        danger
        onConfirm={() => remove.mutateAsync({ download_id })}
        errorSentence={errorSentence}
      >
        <p>{t('downloads.cancelBody', { file, received: formatBytes(download.received_bytes) })}</p>
      </ConfirmDialog>
    </div>
  );
}
