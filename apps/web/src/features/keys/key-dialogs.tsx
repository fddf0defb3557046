import type { ApiKey, CreatedApiKey } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { NewKey } from '../../components/new-key';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { Dialog } from '../../components/ui/dialog';
import { apiKey as browserKey } from '../../lib/api-key';
import { client, noticeFailure, trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { CreateKeyForm } from './create-key-form';
import { isKeyOfThisBrowser } from './key-queries';

export type KeyAction = { kind: 'create' } | { kind: 'revoke' | 'replace'; apiKey: ApiKey };

interface KeyDialogsProps {
  action: KeyAction | undefined;
  /** The user has no other key that works. */
  isLastKey: boolean;
  userId: number | undefined;
  linkFor: string | undefined;
  onClose: () => void;
}

export function KeyDialogs({ action, isLastKey, userId, linkFor, onClose }: KeyDialogsProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [created, setCreated] = useState<CreatedApiKey>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: trpc.keys.pathKey() });
  const show = (key: CreatedApiKey) => {
    setCreated(key);
    onClose();
    void refresh();
  };
  const subject = action && action.kind !== 'create' ? action.apiKey : undefined;
  const name = subject?.name ?? '';
  const isMine = subject !== undefined && isKeyOfThisBrowser(subject);

  const revoke = async () => {
    if (!subject) return;
    await client.keys.revoke.mutate({ key_id: subject.id }).catch(reported);
    if (isMine) browserKey.forget('signed_out');
    else await refresh();
  };
  const replace = async () => {
    if (!subject) return;
    const key = await client.keys.replace.mutate({ key_id: subject.id }).catch(reported);
    // Quietly: whoever is signed in stays the same person, and must still see the new key.
    if (isMine) browserKey.swap(key.api_key);
    show(key);
  };
  const dialog = { onOpenChange: (open: boolean) => !open && onClose(), cancelLabel: t('common.cancel'), errorSentence };
  return (
    <>
      <Dialog open={action?.kind === 'create'} onOpenChange={onClose} title={t('key.createTitle')} closeLabel={t('common.close')}>
        <CreateKeyForm userId={userId} onCreated={show} />
      </Dialog>
      <ConfirmDialog {...dialog} open={action?.kind === 'revoke'} title={t('key.revokeTitle', { name })} confirmLabel={t('key.revoke')} danger onConfirm={revoke}>
        <p>{t('key.revokeBody')}</p>
        {isMine && <p className="font-medium text-bad">{t('key.revokeMine')}</p>}
        {isLastKey && <p className="font-medium text-bad">{isMine ? t('key.revokeMyLast') : t('key.revokeLast')}</p>}
        <p>{t('key.revokeRather')}</p>
      </ConfirmDialog>
      <ConfirmDialog {...dialog} open={action?.kind === 'replace'} title={t('key.replaceTitle', { name })} confirmLabel={t('key.replace')} onConfirm={replace}>
        <p>{t('key.replaceBody')}</p>
        {isMine && <p className="font-medium text-ink">{t('key.replaceMine')}</p>}
      </ConfirmDialog>
      <Dialog open={created !== undefined} onOpenChange={() => setCreated(undefined)} title={t('key.newTitle')} closeLabel={t('common.close')} dismissable={false}>
        {created && <NewKey apiKey={created.api_key} linkFor={linkFor} />}
        <div className="mt-6 flex justify-end">
          <Button variant="primary" onClick={() => setCreated(undefined)} className="max-md:h-10">
            {t('key.done')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

const reported = (error: unknown): never => {
  noticeFailure(error);
  throw error;
};
