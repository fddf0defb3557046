import type { CreatedApiKey } from '@llamune/contracts';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';

export function CreateKeyForm({ userId, onCreated }: { userId: number | undefined; onCreated: (key: CreatedApiKey) => void }) {
  const { t } = useTranslation();
  const form = useAppForm({
    defaultValues: { name: '' },
    validators: submission({
      schema: ({ contract }) => contract.keys.create.input,
      input: ({ name }: { name: string }) => ({ name: name.trim(), user_id: userId }),
      send: async (key) => onCreated(await client.keys.create.mutate(key)),
      special: { 409: t('key.tooMany') },
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
      <form.AppField name="name">{(field) => <field.TextField label={t('key.name')} placeholder={t('key.namePlaceholder')} autoComplete="off" />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <div className="flex justify-end">
          <form.SubmitButton label={t('key.createSubmit')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
