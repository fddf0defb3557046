import { textLimits, type NewQuestion, type Poc, type QuestionSet } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { Button } from '../../components/ui/button';
import { client, trpc } from '../../lib/api';
import { useTextDraft } from '../../lib/draft';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { PasteField } from './paste-field';

/** A name, and the questions that somebody has in a spreadsheet already, if any. */
export function CreateSetForm({ pocs, pocId, onCreated }: { pocs: readonly Poc[]; pocId: number | undefined; onCreated: (set: QuestionSet) => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [text, setText] = useTextDraft('new-question-set');
  const [questions, setQuestions] = useState<NewQuestion[]>([]);
  const form = useAppForm({
    defaultValues: { poc_id: String(pocs.find(({ id }) => id === pocId)?.id ?? pocs[0]?.id ?? ''), name: '', description: '' },
    validators: submission({
      schema: ({ contract }) => contract.questionSets.create.input,
      input: (values: { poc_id: string; name: string; description: string }) => ({ poc_id: Number(values.poc_id), name: values.name, ...(values.description.trim() !== '' && { description: values.description }), questions }),
      send: async (wanted) => {
        const set = await client.questionSets.create.mutate(wanted);
        setText('');
        void queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() });
        onCreated(set);
      },
    }),
  });
  return (
    <form
      aria-label={t('sets.new')}
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        <form.AppField name="name">{(field) => <field.TextField label={t('sets.name')} placeholder={t('sets.namePlaceholder')} maxLength={textLimits.name} autoComplete="off" />}</form.AppField>
        <form.AppField name="poc_id">
          {(field) => (
            <field.SelectField label={t('sets.poc')}>
              {pocs.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </field.SelectField>
          )}
        </form.AppField>
        <form.AppField name="description">{(field) => <field.TextField label={t('sets.description')} note={t('common.optional')} className="sm:col-span-2" autoComplete="off" />}</form.AppField>
      </div>
      <PasteField text={text} onText={setText} onRead={setQuestions} />
      <form.AppForm>
        <form.FormError />
      </form.AppForm>
      <form.Subscribe selector={({ isSubmitting }) => isSubmitting}>
        {(isBusy) => (
          <div>
            {/* Not while a pasted text is still being read, or says nothing: it would be lost. */}
            <Button type="submit" variant="primary" className="max-md:h-10" disabled={isBusy || (text.trim() !== '' && questions.length === 0)}>
              {isBusy ? t('sets.creating') : questions.length > 0 ? t('sets.createWith', { count: formatNumber(questions.length) }) : t('sets.create')}
            </Button>
          </div>
        )}
      </form.Subscribe>
    </form>
  );
}
