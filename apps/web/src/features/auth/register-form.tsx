import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';

export function RegisterForm({ onRegistered }: { onRegistered: (apiKey: string) => void }) {
  const { t } = useTranslation();
  const form = useAppForm({
    defaultValues: { username: '' },
    validators: submission({
      schema: ({ CreateUser }) => CreateUser,
      input: ({ username }: { username: string }) => ({ username: username.trim() }),
      send: async (user) => onRegistered((await client.users.create.mutate(user)).api_key),
      special: { 409: t('signIn.nameTaken'), 403: t('signIn.registrationClosed') },
      about: { 409: 'username' },
    }),
  });
  return (
    <form
      aria-label={t('signIn.registerTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
      className="mt-4 flex flex-col gap-4 rounded-lg border p-6"
    >
      <div>
        <h2 className="text-base">{t('signIn.registerTitle')}</h2>
        <p className="mt-1 text-sm text-ink-soft">{t('signIn.registerBody')}</p>
      </div>
      <form.AppField name="username">{(field) => <field.TextField label={t('signIn.username')} hint={t('signIn.usernameHint')} autoComplete="off" />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <form.SubmitButton label={t('signIn.register')} busyLabel={t('common.saving')} secondary />
      </form.AppForm>
    </form>
  );
}
