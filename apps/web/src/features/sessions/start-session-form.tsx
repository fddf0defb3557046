import type { Model, Poc, User } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { Button } from '../../components/ui/button';
import { Disclosure } from '../../components/ui/disclosure';
import { drafts } from '../../lib/draft';
import { useTranslation } from '../../lib/i18n';
import { defaultModel } from './default-model';
import { preferredModel, useModelOptions } from './model-options';
import { SecondModel } from './second-model';
import { useRefreshSessions } from './session-queries';
import { samplingFrom, samplingNames } from './sampling-texts';
import { DRAFT, initialValues, promptAfter, promptOf, startOnce, type Values } from './session-values';

interface StartSessionFormProps {
  me: User;
  pocs: readonly Poc[];
  models: readonly Model[];
  /** The PoC that one comes from, if any. */
  pocId: number | undefined;
  /** The default version of that PoC, or else of the first one. */
  modelId: string;
  /** With one session, or with the two of a comparison. */
  onStarted: (sessionId: number, secondId?: number) => void;
}

export function StartSessionForm({ me, pocs, models, pocId, modelId, onStarted }: StartSessionFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const refresh = useRefreshSessions();
  // Of two sessions the second may fail: the next try must not start the first one again.
  const [started] = useState(() => new Map<string, number>());
  const modelOptions = useModelOptions(models, me);
  const [defaultValues] = useState(() => initialValues(pocs, models, pocId, modelId));
  // A version that was chosen by hand stays when another PoC is chosen.
  const [preselected, setPreselected] = useState(modelId);
  const form = useAppForm({
    defaultValues,
    validators: submission({
      schema: ({ CreateSession }) => CreateSession,
      input: (values: Values) => ({
        poc_id: Number(values.poc_id),
        model_id: Number(values.model_id),
        system_prompt: values.system_prompt,
        multi_turn: values.mode === 'multi',
        sampling: samplingFrom(values.sampling),
      }),
      send: async (session) => {
        const second = Number(form.state.values.second_model_id);
        const sessionId = await startOnce(started, session);
        const secondId = second ? await startOnce(started, { ...session, model_id: second }) : undefined;
        drafts.drop(DRAFT);
        started.clear();
        void refresh();
        onStarted(sessionId, secondId);
      },
    }),
  });
  const othersThan = (id: string) => models.filter((model) => String(model.id) !== id);
  const chooseModel = (id: string) => {
    if (form.state.values.second_model_id === id) form.setFieldValue('second_model_id', preferredModel(othersThan(id)));
  };
  const choosePoc = async (id: string) => {
    form.setFieldValue('system_prompt', promptAfter(pocs, id, form.state.values.system_prompt));
    const released = await defaultModel(queryClient, models, Number(id));
    const { poc_id: now, model_id: chosen } = form.state.values;
    if (now !== id || chosen !== preselected) return;
    setPreselected(released);
    form.setFieldValue('model_id', released);
    chooseModel(released);
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
      <form.AppField name="poc_id" listeners={{ onChange: ({ value }) => void choosePoc(value) }}>
        {(field) => (
          <field.SelectField label={t('poc.label')} hint={t('start.pocHint')} className="max-w-md">
            {pocs.map((poc) => (
              <option key={poc.id} value={poc.id}>
                {poc.domain ? `${poc.name} — ${poc.domain}` : poc.name}
              </option>
            ))}
          </field.SelectField>
        )}
      </form.AppField>
      <div className="flex flex-col gap-3">
        <form.AppField name="model_id" listeners={{ onChange: ({ value }) => chooseModel(value) }}>
          {(field) => <field.ChoiceField label={t('model.label')} options={modelOptions} />}
        </form.AppField>
        <form.Subscribe selector={({ values }) => values.model_id}>
          {(firstId) => <form.AppField name="second_model_id">{(field) => <SecondModel value={field.state.value} onChange={field.handleChange} models={othersThan(firstId)} me={me} />}</form.AppField>}
        </form.Subscribe>
      </div>
      <div className="flex flex-col gap-2">
        <form.AppField name="system_prompt">
          {(field) => <field.TextareaField label={t('poc.systemPrompt')} hint={t('start.systemPromptHint')} rows={5} className="[&_textarea]:min-h-32" />}
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
            label={t('sessions.modeLabel')}
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
                  {(field) => <field.TextField label={t(`sampling.${name}`)} hint={t(`start.samplingHint.${name}`)} inputMode="decimal" autoComplete="off" />}
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
          <form.SubmitButton label={t('start.submit')} busyLabel={t('sessions.starting')} />
        </div>
      </form.AppForm>
    </form>
  );
}
