import type { Session } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { errorOf } from '@llamune/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';

export function EndSession({ session }: { session: Session }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const { mutateAsync } = useMutation(trpc.sessions.end.mutationOptions());
  const end = async () => {
    try {
      await mutateAsync({ session_id: session.session_id });
    } catch (error) {
      // Ended already, in another window: that is what was wanted.
      if (errorOf(error)?.status !== 409) throw error;
    }
    await queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('chat.end')}</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={t('chat.endTitle')}
        confirmLabel={t('chat.endConfirm')}
        cancelLabel={t('common.cancel')}
        onConfirm={end}
        errorSentence={errorSentence}
      >
        <p>{t('chat.endBody')}</p>
        {session.unevaluated_count > 0 && <p className="font-medium text-ink">{t('chat.endUnevaluated', { count: session.unevaluated_count })}</p>}
      </ConfirmDialog>
    </>
  );
}
