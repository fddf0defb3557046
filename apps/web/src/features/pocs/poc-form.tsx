import { CreatePoc, UpdatePoc, type Poc } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { toast } from '../../components/ui/toaster';
import { client, trpc } from '../../lib/api';
import { drafts } from '../../lib/draft';

interface Values {
  name: string;
  domain: string;
  default_system_prompt: string;
}

/** Registers a PoC, or changes the given one. */
export function PocForm({ poc, onDone }: { poc: Poc | undefined; onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const draftName = `poc.${poc?.id ?? 'new'}`;
  const [defaultValues] = useState<Values>(() => drafts.read<Values>(draftName) ?? { name: poc?.name ?? '', domain: poc?.domain ?? '', default_system_prompt: poc?.default_system_prompt ?? '' });
  const done = async (sentence: string) => {
    drafts.drop(draftName);
    await queryClient.invalidateQueries({ queryKey: trpc.pocs.pathKey() });
    toast(sentence);
    onDone();
  };
  const form = useAppForm({
    defaultValues,
    validators: poc
      ? submission({
          schema: UpdatePoc,
          input: (values: Values) => ({ poc_id: poc.id, ...values }),
          send: async (changed) => done(t('pocs.updated', { name: (await client.pocs.update.mutate(changed)).name })),
        })
      : submission({
          schema: CreatePoc,
          input: (values: Values) => values,
          send: async (created) => done(t('pocs.created', { name: (await client.pocs.create.mutate(created)).name })),
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
      <form.AppField name="name">{(field) => <field.TextField label={t('pocs.name')} placeholder={t('pocs.namePlaceholder')} />}</form.AppField>
      <form.AppField name="domain">{(field) => <field.TextField label={t('pocs.domain')} placeholder={t('pocs.domainPlaceholder')} />}</form.AppField>
      <form.AppField name="default_system_prompt">
        {(field) => <field.TextareaField label={t('pocs.systemPrompt')} note={t('common.optional')} rows={6} placeholder={t('pocs.systemPromptPlaceholder')} hint={poc && t('pocs.editNote')} />}
      </form.AppField>
      <form.AppForm>
        <form.FormDraft name={draftName} />
        <form.FormError />
        <div className="flex justify-end">
          <form.SubmitButton label={poc ? t('common.save') : t('pocs.create')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
