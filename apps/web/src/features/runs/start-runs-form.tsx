import type { Model, Poc, QuestionSet, Run } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { Disclosure } from '../../components/ui/disclosure';
import { client, trpc } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ModelChoice } from './model-choice';

interface StartRunsFormProps {
  sets: readonly QuestionSet[];
  models: readonly Model[];
  pocs: readonly Poc[];
  /** The set that one comes from, if any. */
  setId: number | undefined;
  /** One run for each of the chosen versions. */
  onStarted: (runs: Run[]) => void;
}

const mostRepeats = 10;
/** Full-width digits are what an input method types. */
const numberFrom = (text: string) => Number(text.normalize('NFKC').trim() || '0');

export function StartRunsForm({ sets, models, pocs, setId, onStarted }: StartRunsFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const promptOf = (id: string) => pocs.find((poc) => poc.id === sets.find((set) => String(set.id) === id)?.poc_id)?.default_system_prompt ?? '';
  const [defaultValues] = useState(() => {
    const first = String(sets.find(({ id }) => id === setId)?.id ?? sets[0]?.id ?? '');
    return { set_id: first, model_ids: [] as number[], system_prompt: promptOf(first), repeats: '1', sampling: { temperature: '0' } };
  });
  const form = useAppForm({
    defaultValues,
    validators: submission({
      schema: ({ CreateRuns }) => CreateRuns,
      input: (values: typeof defaultValues) => ({ set_id: Number(values.set_id), model_ids: values.model_ids, system_prompt: values.system_prompt, repeats: Number(values.repeats), sampling: { temperature: numberFrom(values.sampling.temperature) } }),
      send: async (asked) => {
        const runs = await client.runs.create.mutate(asked);
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        onStarted(runs);
      },
      special: { 409: t('runs.emptySet') },
      about: { 409: 'set_id' },
    }),
  });
  /** A prompt that somebody wrote is theirs; one that came from a PoC changes with the set. */
  const chooseSet = (id: string) => {
    const { system_prompt: prompt } = form.state.values;
    if (prompt === '' || pocs.some(({ default_system_prompt: usual }) => usual === prompt)) form.setFieldValue('system_prompt', promptOf(id));
  };
  return (
    <form
      aria-label={t('runs.new')}
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <form.AppField name="set_id" listeners={{ onChange: ({ value }) => chooseSet(value) }}>
        {(field) => (
          <field.SelectField label={t('runs.set')}>
            {sets.map(({ id, name, version, question_count }) => (
              <option key={id} value={id}>
                {t('runs.setOption', { name, version, count: formatNumber(question_count) })}
              </option>
            ))}
          </field.SelectField>
        )}
      </form.AppField>
      <form.AppField name="model_ids">{(field) => <ModelChoice models={models} value={field.state.value} error={field.state.meta.errors.find((refusal) => typeof refusal === 'string')} onChange={field.handleChange} />}</form.AppField>
      <form.AppField name="system_prompt">{(field) => <field.TextareaField label={t('runs.systemPrompt')} hint={t('runs.systemPromptHint')} note={t('common.optional')} rows={4} />}</form.AppField>
      <form.Subscribe selector={({ fieldMeta }) => Object.entries(fieldMeta).some(([name, meta]) => name.startsWith('sampling.') && (meta?.errors.length ?? 0) > 0)}>
        {(isRefused) => (
          <Disclosure summary={t('runs.details')} open={isRefused || undefined}>
            <div className="mt-3 grid gap-4 sm:grid-cols-2">
              <form.AppField name="repeats">
                {(field) => (
                  <field.SelectField label={t('runs.repeats')} hint={t('runs.repeatsHint')}>
                    {Array.from({ length: mostRepeats }, (_, index) => (
                      <option key={index} value={index + 1}>
                        {index + 1}
                      </option>
                    ))}
                  </field.SelectField>
                )}
              </form.AppField>
              <form.AppField name="sampling.temperature">{(field) => <field.TextField label={t('runs.temperature')} hint={t('runs.temperatureHint')} inputMode="decimal" autoComplete="off" />}</form.AppField>
            </div>
          </Disclosure>
        )}
      </form.Subscribe>
      <form.AppForm>
        <form.FormError />
        <div>
          <form.SubmitButton label={t('runs.submit')} busyLabel={t('runs.submitting')} />
        </div>
      </form.AppForm>
    </form>
  );
}
