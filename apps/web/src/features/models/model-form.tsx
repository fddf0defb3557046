import { CreateModel, UpdateModel, type Model, type ModelFile } from '@llamune/contracts';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { toast } from '../../components/ui/toaster';
import { client, trpc } from '../../lib/api';
import { formatBytes } from '../../lib/format';
import { modelFilesQuery } from './model-queries';

const orNull = (text: string) => (text.trim() === '' ? null : text);
const valuesOf = (model: Model | undefined, file: string | undefined) => ({
  model_name: model?.model_name ?? '',
  version: '',
  base_model: model?.base_model ?? '',
  description: model?.description ?? '',
  file: model?.file ?? file ?? '',
  adapter: model?.adapter ?? '',
  parent_id: '',
});
type Values = ReturnType<typeof valuesOf>;

interface ModelFormProps {
  /** The one to be changed; without it a new one is registered, with `file` filled in. */
  model: Model | undefined;
  file: string | undefined;
  models: readonly Model[];
  onDone: () => void;
}

export function ModelForm({ model, file, models, onDone }: ModelFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: files } = useSuspenseQuery(modelFilesQuery);
  const done = async ({ model_name: name }: Model) => {
    await queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
    toast(model ? t('models.updated', { name }) : t('models.created', { name }));
    onDone();
  };
  const common = (values: Values) => ({ base_model: orNull(values.base_model), description: orNull(values.description), file: orNull(values.file), adapter: orNull(values.adapter) });
  const form = useAppForm({
    defaultValues: valuesOf(model, file),
    validators: model
      ? submission({ schema: UpdateModel, input: (values: Values) => ({ model_id: model.id, ...common(values) }), send: async (changed) => done(await client.models.update.mutate(changed)), special: { 400: t('models.fileProblem') } })
      : submission({
          schema: CreateModel,
          input: (values: Values) => ({
            model_name: values.model_name.trim(),
            version: values.version.trim() === '' ? undefined : Number(values.version.normalize('NFKC')),
            parent_id: values.parent_id === '' ? null : Number(values.parent_id),
            ...common(values),
          }),
          send: async (created) => done(await client.models.create.mutate(created)),
          special: { 400: t('models.fileProblem'), 409: t('models.versionTaken') },
          about: { 409: 'version' },
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
      {!model && (
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_180px]">
          <form.AppField name="model_name">{(field) => <field.TextField label={t('models.name')} placeholder={t('models.namePlaceholder')} autoComplete="off" />}</form.AppField>
          <form.AppField name="version">{(field) => <field.TextField label={t('models.version')} note={t('common.optional')} hint={t('models.versionHint')} inputMode="numeric" autoComplete="off" />}</form.AppField>
        </div>
      )}
      <form.AppField name="file">
        {(field) => (
          <field.SelectField label={t('models.file')}>
            <option value="">{t('models.noFile')}</option>
            <FileOptions files={files} current={field.state.value} />
          </field.SelectField>
        )}
      </form.AppField>
      <form.AppField name="adapter">
        {(field) => (
          <field.SelectField label={t('models.adapter')} note={t('common.optional')}>
            <option value="">{t('models.noAdapter')}</option>
            <FileOptions files={files} current={field.state.value} />
          </field.SelectField>
        )}
      </form.AppField>
      <form.AppField name="base_model">{(field) => <field.TextField label={t('models.baseModel')} note={t('common.optional')} autoComplete="off" />}</form.AppField>
      {!model && models.length > 0 && (
        <form.AppField name="parent_id">
          {(field) => (
            <field.SelectField label={t('models.parent')} note={t('common.optional')}>
              <option value="">{t('models.noParent')}</option>
              {models.map((other) => (
                <option key={other.id} value={other.id}>
                  {`${other.model_name} ${t('model.version', { version: other.version })}`}
                </option>
              ))}
            </field.SelectField>
          )}
        </form.AppField>
      )}
      <form.AppField name="description">{(field) => <field.TextareaField label={t('models.description')} note={t('common.optional')} rows={3} hint={model && t('models.editNote')} />}</form.AppField>
      <form.AppForm>
        <form.FormError />
        <div className="flex justify-end">
          <form.SubmitButton label={model ? t('common.save') : t('models.register')} busyLabel={t('common.saving')} />
        </div>
      </form.AppForm>
    </form>
  );
}

/** The files that are there, and the one that the model names even when it is not. */
const FileOptions = ({ files, current }: { files: readonly ModelFile[]; current: string }) => (
  <>
    {files.map(({ file, bytes }) => (
      <option key={file} value={file}>
        {`${file}  ${formatBytes(bytes)}`}
      </option>
    ))}
    {current !== '' && !files.some(({ file }) => file === current) && <option value={current}>{current}</option>}
  </>
);
