import type { CreatedUser, Role } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { NewKey } from '../../components/new-key';
import { Button } from '../../components/ui/button';
import { Dialog } from '../../components/ui/dialog';
import { client, trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { useRoleOptions } from './role-options';

/** Makes a user and shows the key and the link, which can be read only now. */
export function CreateUserButton() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [created, setCreated] = useState<CreatedUser>();
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)} className="max-md:h-10">
        <Plus aria-hidden />
        {t('users.create')}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={t('users.createTitle')} closeLabel={t('common.close')}>
        <CreateUserForm
          onCreated={(user) => {
            setOpen(false);
            setCreated(user);
          }}
        />
      </Dialog>
      <Dialog open={created !== undefined} onOpenChange={() => setCreated(undefined)} title={t('users.createdTitle', { name: created?.username })} closeLabel={t('common.close')} dismissable={false}>
        {created && <NewKey apiKey={created.api_key} linkFor={created.username} />}
        <div className="mt-6 flex justify-end">
          <Button variant="primary" onClick={() => setCreated(undefined)} className="max-md:h-10">
            {t('key.done')}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

interface Values {
  username: string;
  role: Role;
}
const empty: Values = { username: '', role: 'evaluator' };

function CreateUserForm({ onCreated }: { onCreated: (user: CreatedUser) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const roleOptions = useRoleOptions();
  const form = useAppForm({
    defaultValues: empty,
    validators: submission({
      schema: ({ CreateUser }) => CreateUser,
      input: ({ username, role }: Values) => ({ username: username.trim(), role }),
      send: async (user) => {
        onCreated(await client.users.create.mutate(user));
        void queryClient.invalidateQueries({ queryKey: trpc.users.pathKey() });
      },
      special: { 409: t('signIn.nameTaken') },
      about: { 409: 'username' },
    }),
  });
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.AppField name="username">{(field) => <field.TextField label={t('users.username')} hint={t('signIn.usernameHint')} autoComplete="off" />}</form.AppField>
      <form.AppField name="role">{(field) => <field.ChoiceField label={t('users.role')} options={roleOptions} />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <div className="flex justify-end">
          <form.SubmitButton label={t('users.createSubmit')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
