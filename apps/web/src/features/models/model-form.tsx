import type { Model } from '@llamune/contracts';
import { useTranslation } from '../../lib/i18n';
import { FileFields } from './file-fields';
import { modelLabel } from './model-texts';
import { ServerFields } from './server-fields';
import { useModelForm } from './use-model-form';

interface ModelFormProps {
  /** The one to be changed; without it a new one is registered, with `file` filled in. */
  model: Model | undefined;
  file: string | undefined;
  models: readonly Model[];
  onDone: () => void;
}

export function ModelForm({ model, file, models, onDone }: ModelFormProps) {
  const { t } = useTranslation();
  const form = useModelForm(model, file, onDone);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void form.handleSubmit();
      }}
    >
      {/* An adapter is a file here and a name there. */}
      <form.AppField name="source" listeners={{ onChange: () => form.setFieldValue('adapter', '') }}>
        {(field) => (
          <field.ChoiceField
            label={t('models.source')}
            className="sm:grid-cols-2"
            options={[
              { value: 'file', label: t('models.sourceFile'), hint: t('models.sourceFileHint') },
              { value: 'server', label: t('models.sourceServer'), hint: t('models.sourceServerHint') },
            ]}
          />
        )}
      </form.AppField>
      <form.Subscribe selector={(state) => state.values.source}>{(source) => (source === 'file' ? <FileFields form={form} isNew={!model} /> : <ServerFields form={form} />)}</form.Subscribe>
      {!model && (
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_180px]">
          <form.AppField name="model_name">{(field) => <field.TextField label={t('models.name')} placeholder={t('models.namePlaceholder')} autoComplete="off" />}</form.AppField>
          <form.AppField name="version">{(field) => <field.TextField label={t('models.version')} note={t('common.optional')} hint={t('models.versionHint')} inputMode="numeric" autoComplete="off" />}</form.AppField>
        </div>
      )}
      <form.AppField name="base_model">{(field) => <field.TextField label={t('models.baseModel')} note={t('common.optional')} autoComplete="off" />}</form.AppField>
      {!model && models.length > 0 && (
        <form.AppField name="parent_id">
          {(field) => (
            <field.SelectField label={t('models.parent')} note={t('common.optional')}>
              <option value="">{t('models.noParent')}</option>
              {models.map((other) => (
                <option key={other.id} value={other.id}>
                  {modelLabel(other, t)}
                </option>
              ))}
            </field.SelectField>
          )}
        </form.AppField>
      )}
      <form.AppField name="description">{(field) => <field.TextareaField label={t('models.description')} note={t('common.optional')} rows={2} hint={model && t('models.editNote')} />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <div className="flex justify-end">
          <form.SubmitButton label={model ? t('common.save') : t('models.register')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}
