import type { Session } from '@llamune/contracts';
import { errorOf } from '@llamune/contracts';
import { useMutation } from '@tanstack/react-query';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { useRefreshSessions } from './session-queries';

interface EndSessionProps {
  sessions: readonly Session[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks, and ends a session, or the two of a comparison. */
export function EndSession({ sessions, open, onOpenChange }: EndSessionProps) {
  const { t } = useTranslation();
  const refresh = useRefreshSessions();
  const { mutateAsync } = useMutation(trpc.sessions.end.mutationOptions());
  const endOne = async (session: Session) => {
    try {
      await mutateAsync({ session_id: session.session_id });
    } catch (error) {
      // Ended already, in another window: that is what was wanted.
      if (errorOf(error)?.status !== 409) throw error;
    }
  };
  const end = async () => {
    await Promise.all(sessions.filter(({ ended_at }) => ended_at === null).map(endOne));
    await refresh();
  };
  const unevaluated = sessions.reduce((sum, session) => sum + session.unevaluated_count, 0);
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={sessions.length > 1 ? t('compare.endTitle') : t('chat.endTitle')}
      confirmLabel={t('chat.endConfirm')}
      cancelLabel={t('common.cancel')}
      onConfirm={end}
      errorSentence={errorSentence}
    >
      <p>{t('chat.endBody')}</p>
      {unevaluated > 0 && <p className="font-medium text-ink">{t('chat.endUnevaluated', { count: unevaluated })}</p>}
    </ConfirmDialog>
  );
}
