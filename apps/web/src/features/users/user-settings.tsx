import type { Role, User } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ChoiceCards } from '../../components/ui/choice';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { Panel } from '../../components/ui/page';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { useRoleOptions } from './role-options';

const useUpdateUser = () => {
  const queryClient = useQueryClient();
  return useMutation(trpc.users.update.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() }) }));
};

interface SettingsProps {
  user: User;
  /** The reader changes what the reader may do: that wants a question first. */
  isMe: boolean;
}

export function RolePanel({ user, isMe }: SettingsProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const options = useRoleOptions();
  const [role, setRole] = useState<Role>(user.role);
  const [asks, setAsks] = useState(false);
  const { mutateAsync, isPending, error } = useUpdateUser();
  const save = async () => {
    const changed = await mutateAsync({ user_id: user.id, role });
    toast(t('users.roleChanged', { name: changed.username, role: t(`role.${changed.role}`) }));
    // The guards of the pages decide anew what one may see.
    if (isMe) await router.invalidate();
  };
  return (
    <Panel title={t('users.role')}>
      <ChoiceCards label={t('users.role')} value={role} options={options} onChange={setRole} />
      {error && !asks && <ErrorNotice error={error} special={{ 409: t('users.lastAdmin') }} className="mt-3" />}
      <Button className="mt-4 max-md:h-10" disabled={role === user.role || isPending} onClick={() => (isMe ? setAsks(true) : void save().catch(() => {}))}>
        {t('users.changeRole')}
      </Button>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('users.ownRoleTitle', { role: t(`role.${role}`) })}
        confirmLabel={t('users.changeRole')}
        cancelLabel={t('common.cancel')}
        danger
        onConfirm={save}
        errorSentence={(failure) => errorSentence(failure, { 409: t('users.lastAdmin') })}
      >
        <p>{t('users.ownRoleBody')}</p>
      </ConfirmDialog>
    </Panel>
  );
}

export function AccessPanel({ user, isMe }: SettingsProps) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState(false);
  const { mutateAsync } = useUpdateUser();
  const { username: name } = user;
  const change = async (disabled: boolean) => {
    await mutateAsync({ user_id: user.id, disabled });
    toast(t(disabled ? 'users.disabledDone' : 'users.enabledDone', { name }));
  };
  const enable = () => change(false).catch((error: unknown) => toast(errorSentence(error), 'error'));
  return (
    <Panel title={t('users.access')}>
      <p className="mb-4 text-sm text-ink-soft">{user.disabled ? t('users.accessOff') : t('users.accessOn')}</p>
      {user.disabled ? (
        <Button className="max-md:h-10" onClick={() => void enable()}>
          {t('users.enable')}
        </Button>
      ) : (
        <Button className="max-md:h-10" onClick={() => setAsks(true)}>
          {t('users.disable')}
        </Button>
      )}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={isMe ? t('users.disableOwnTitle') : t('users.disableTitle', { name })}
        confirmLabel={t('users.disable')}
        cancelLabel={t('common.cancel')}
        danger
        onConfirm={() => change(true)}
        errorSentence={(error) => errorSentence(error, { 409: t('users.lastAdmin') })}
      >
        <p>{t('users.disableBody')}</p>
        {isMe && <p className="font-medium text-bad">{t('users.disableOwnBody')}</p>}
      </ConfirmDialog>
    </Panel>
  );
}
