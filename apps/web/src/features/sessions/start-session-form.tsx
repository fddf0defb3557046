import { CreateSession, type Model, type Poc, type User } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { Button } from '../../components/ui/button';
import { Disclosure } from '../../components/ui/disclosure';
import { client, trpc } from '../../lib/api';
import { drafts } from '../../lib/draft';
import { preferredModel, useModelOptions } from './model-options';
import { samplingFrom, samplingNames, samplingTexts } from './sampling-texts';

const DRAFT = 'new-session';

interface Values {
  poc_id: string;
  model_id: string;
  system_prompt: string;
  mode: 'single' | 'multi';
  sampling: typeof samplingTexts;
}

const promptOf = (pocs: readonly Poc[], id: string) => pocs.find((poc) => String(poc.id) === id)?.default_system_prompt ?? '';

const initialValues = (pocs: readonly Poc[], models: readonly Model[]): Values => {
  const [first] = pocs;
  const fresh: Values = { poc_id: String(first?.id ?? ''), model_id: preferredModel(models), system_prompt: first?.default_system_prompt ?? '', mode: 'single', sampling: samplingTexts };
  const draft = drafts.read<Values>(DRAFT);
  // What the draft names may be gone by now.
  const isUsable = draft && pocs.some((poc) => String(poc.id) === draft.poc_id) && models.some((model) => String(model.id) === draft.model_id);
  return isUsable ? { ...fresh, ...draft } : fresh;
};

interface StartSessionFormProps {
  me: User;
  pocs: readonly Poc[];
  models: readonly Model[];
  onStarted: (sessionId: number) => void;
}

export function StartSessionForm({ me, pocs, models, onStarted }: StartSessionFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const modelOptions = useModelOptions(models, me);
  const [defaultValues] = useState(() => initialValues(pocs, models));
  const form = useAppForm({
    defaultValues,
    validators: submission({
      schema: CreateSession,
      input: (values: Values) => ({
        poc_id: Number(values.poc_id),
        model_id: Number(values.model_id),
        system_prompt: values.system_prompt,
        multi_turn: values.mode === 'multi',
        sampling: samplingFrom(values.sampling),
      }),
      send: async (session) => {
        const { session_id } = await client.sessions.create.mutate(session);
        drafts.drop(DRAFT);
        void queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
        onStarted(session_id);
      },
    }),
  });
  const choosePoc = (id: string) => {
    const { system_prompt: prompt } = form.state.values;
    // A prompt that somebody edited is theirs; one that came from a PoC changes with the PoC.
    if (prompt === '' || pocs.some((poc) => poc.default_system_prompt === prompt)) form.setFieldValue('system_prompt', promptOf(pocs, id));
  };

  return (
    <form
      aria-label={t('start.title')}
      className="flex flex-col gap-7"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.AppField name="poc_id" listeners={{ onChange: ({ value }) => choosePoc(value) }}>
        {(field) => (
          <field.SelectField label={t('start.poc')} hint={t('start.pocHint')} className="max-w-md">
            {pocs.map((poc) => (
              <option key={poc.id} value={poc.id}>
                {poc.domain ? `${poc.name} — ${poc.domain}` : poc.name}
              </option>
            ))}
          </field.SelectField>
        )}
      </form.AppField>
      <form.AppField name="model_id">{(field) => <field.ChoiceField label={t('start.model')} options={modelOptions} />}</form.AppField>
      <div className="flex flex-col gap-2">
        <form.AppField name="system_prompt">
          {(field) => <field.TextareaField label={t('start.systemPrompt')} hint={t('start.systemPromptHint')} rows={5} className="[&_textarea]:min-h-32" />}
        </form.AppField>
        <form.Subscribe selector={({ values }) => values.system_prompt !== promptOf(pocs, values.poc_id)}>
          {(differs) =>
            differs && (
              <Button variant="link" size="text" className="self-start" onClick={() => form.setFieldValue('system_prompt', promptOf(pocs, form.state.values.poc_id))}>
                {t('start.restoreDefault')}
              </Button>
            )
          }
        </form.Subscribe>
      </div>
      <form.AppField name="mode">
        {(field) => (
          <field.ChoiceField
            label={t('start.mode')}
            className="sm:grid-cols-2"
            options={[
              { value: 'single', label: t('start.single'), hint: t('start.singleHint') },
              { value: 'multi', label: t('start.multi'), hint: t('start.multiHint') },
            ]}
          />
        )}
      </form.AppField>
      <form.Subscribe selector={({ fieldMeta }) => Object.entries(fieldMeta).some(([name, meta]) => name.startsWith('sampling.') && (meta?.errors.length ?? 0) > 0)}>
        {(isRefused) => (
          <Disclosure summary={t('start.advanced')} open={isRefused || undefined}>
            <p className="mt-2 mb-4 text-sm text-ink-soft">{t('start.advancedHint')}</p>
            <div className="grid gap-4 sm:grid-cols-2">
              {samplingNames.map((name) => (
                <form.AppField key={name} name={`sampling.${name}`}>
                  {/* Text, not number: a number field refuses the full-width digits of an input method without a word. */}
                  {(field) => <field.TextField label={t(`sampling.${name}`)} hint={t(`sampling.${name}Hint`)} inputMode="decimal" autoComplete="off" />}
                </form.AppField>
              ))}
            </div>
          </Disclosure>
        )}
      </form.Subscribe>
      <form.AppForm>
        <form.FormDraft name={DRAFT} />
        <form.FormError />
        <div>
          <form.SubmitButton label={t('start.submit')} busyLabel={t('start.submitting')} />
        </div>
      </form.AppForm>
    </form>
  );
}
