import type { ModelFile } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { AdapterFacts, FileFacts } from './file-facts';
import { modelFilesQuery } from './model-queries';
import { nameOfFile } from './name-of-file';
import type { ModelFormApi } from './use-model-form';

/** A file of the models folder, with what is in it, and optionally an adapter for it. */
export function FileFields({ form, isNew }: { form: ModelFormApi; isNew: boolean }) {
  const { t } = useTranslation();
  const { data: files } = useSuspenseQuery(modelFilesQuery);
  const suggestName = (file: string) => {
    // Only over a name that was suggested too.
    const isOurs = ['', ...files.map((entry) => nameOfFile(entry.file))].includes(form.state.values.model_name);
    if (isNew && isOurs) form.setFieldValue('model_name', nameOfFile(file));
  };
  return (
    <>
      <form.AppField name="file" listeners={{ onChange: ({ value }) => suggestName(value) }}>
        {(field) => (
          <div className="flex flex-col gap-2">
            <field.SelectField label={t('models.file')} hint={field.state.value === '' && t('models.noFileHint')}>
              <option value="">{t('models.noFile')}</option>
              <FileOptions files={files} current={field.state.value} />
            </field.SelectField>
            {field.state.value !== '' && <FileFacts file={field.state.value} />}
          </div>
        )}
      </form.AppField>
      <form.AppField name="adapter">
        {(field) => (
          <div className="flex flex-col gap-2">
            <field.SelectField label={t('models.adapter')} note={t('common.optional')} hint={t('models.adapterHint')}>
              <option value="">{t('models.noAdapter')}</option>
              <FileOptions files={files} current={field.state.value} />
            </field.SelectField>
            {field.state.value !== '' && <form.Subscribe selector={(state) => state.values.file}>{(file) => <AdapterFacts adapter={field.state.value} file={file} />}</form.Subscribe>}
          </div>
        )}
      </form.AppField>
    </>
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
