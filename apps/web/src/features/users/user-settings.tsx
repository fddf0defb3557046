import type { Role, User } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ChoiceCards } from '../../components/ui/choice';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { Panel } from '../../components/ui/page';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useRoleOptions } from './role-options';

const useUpdateUser = () => {
  const queryClient = useQueryClient();
  return useMutation(trpc.users.update.mutationOptions({ onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() }) }));
};

export function RolePanel({ user }: { user: User }) {
  const { t } = useTranslation();
  const options = useRoleOptions();
  const [role, setRole] = useState<Role>(user.role);
  const { mutate, isPending, error } = useUpdateUser();
  const save = () => mutate({ user_id: user.id, role }, { onSuccess: (changed) => toast(t('users.roleChanged', { name: changed.username, role: t(`role.${changed.role}`) })) });
  return (
    <Panel title={t('users.role')}>
      <ChoiceCards label={t('users.role')} value={role} options={options} onChange={setRole} />
      {error && <ErrorNotice error={error} special={{ 409: t('users.lastAdmin') }} className="mt-3" />}
      <Button className="mt-4" disabled={role === user.role || isPending} onClick={save}>
        {t('users.changeRole')}
      </Button>
    </Panel>
  );
}

export function AccessPanel({ user }: { user: User }) {
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
      {user.disabled ? <Button onClick={() => void enable()}>{t('users.enable')}</Button> : <Button onClick={() => setAsks(true)}>{t('users.disable')}</Button>}
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        title={t('users.disableTitle', { name })}
        confirmLabel={t('users.disable')}
        cancelLabel={t('common.cancel')}
        danger
        onConfirm={() => change(true)}
        errorSentence={(error) => errorSentence(error, { 409: t('users.lastAdmin') })}
      >
        <p>{t('users.disableBody')}</p>
      </ConfirmDialog>
    </Panel>
  );
}
