import type { Model } from '@llamune/contracts';
import { nameOfFile } from './name-of-file';

/** What the form holds: texts, and where the model runs. */
export const valuesOf = (model: Model | undefined, file: string | undefined) => ({
  model_name: model?.model_name ?? nameOfFile(file ?? ''),
  version: '',
  source: model?.server_url ? ('server' as const) : ('file' as 'file' | 'server'),
  file: model?.file ?? file ?? '',
  adapter: model?.adapter ?? '',
  server_url: model?.server_url ?? '',
  served_model: model?.served_model ?? '',
  api_key_env: model?.api_key_env ?? '',
  base_model: model?.base_model ?? '',
  description: model?.description ?? '',
  parent_id: '',
});
export type ModelValues = ReturnType<typeof valuesOf>;

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What may be changed later too. What belongs to the other kind of source is cleared. */
const changeable = (values: ModelValues) => ({
  base_model: orNull(values.base_model),
  description: orNull(values.description),
  adapter: orNull(values.adapter),
  ...(values.source === 'file'
    ? // Without a file the model runs on the default server, which may know it by another name.
      { file: orNull(values.file), server_url: null, served_model: values.file === '' ? orNull(values.served_model) : null, api_key_env: null }
    : { file: null, server_url: values.server_url.trim(), served_model: orNull(values.served_model), api_key_env: orNull(values.api_key_env) }),
});

export const newModelOf = (values: ModelValues) => ({
  model_name: values.model_name.trim(),
  version: values.version.trim() === '' ? undefined : Number(values.version.normalize('NFKC')),
  parent_id: values.parent_id === '' ? null : Number(values.parent_id),
  ...changeable(values),
});
export const changeOf = (model: Model, values: ModelValues) => ({ model_id: model.id, ...changeable(values) });
