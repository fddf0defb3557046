import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, id, text, textLimits, timestamp } from './fields.js';

/**
 * `no_file`: the row names no weights. `missing`: the file it names is not in the models folder.
 * `failed`: it could not be loaded, `state_detail` says why.
 */
export const ModelState = z.enum(['ready', 'loading', 'not_loaded', 'no_file', 'missing', 'failed']).meta({ id: 'ModelState' });
export type ModelState = z.infer<typeof ModelState>;

export const Model = z
  .object({
    id,
    model_name: z.string(),
    version: z.int(),
    base_model: z.string().nullable(),
    trained_at: timestamp.nullable(),
    description: z.string().nullable(),
    created_at: timestamp,
    file: z.string().nullable().describe('GGUF file, relative to the models folder'),
    adapter: z.string().nullable().describe('LoRA adapter (GGUF), relative to the models folder'),
    parent_id: id.nullable(),
    is_demo: z.boolean(),
    state: ModelState,
    state_detail: z.string().nullable(),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof Model>;

const file = filledText(1000).nullish().describe('Relative to the models folder');
export const CreateModel = z
  .object({
    model_name: filledText(textLimits.name),
    version: id.optional().describe('Omitted: the next one of this model_name'),
    base_model: filledText(textLimits.name).nullish(),
    description: text(textLimits.note).nullish(),
    trained_at: timestamp.nullish(),
    file,
    adapter: file,
    parent_id: id.nullish(),
  })
  .meta({ id: 'CreateModel' });

/** Omitted is unchanged, null clears. */
export const UpdateModel = z.object({ model_id: id, base_model: filledText(textLimits.name).nullish(), description: text(textLimits.note).nullish(), file, adapter: file });

export const ModelFile = z
  .object({ file: z.string().describe('Relative to the models folder'), bytes: z.int(), model_ids: z.array(id).describe('Models registered with it') })
  .meta({ id: 'ModelFile' });
export type ModelFile = z.infer<typeof ModelFile>;

export const models = {
  list: query({ access: 'signed_in', rest: ['GET', '/models'], summary: 'モデル一覧取得', input: z.object({}), output: z.array(Model) }),
  create: mutation({ access: 'learner', rest: ['POST', '/models'], status: 201, summary: 'モデル登録（管理者・学習アプリ）', refusals: [400, 404, 409], input: CreateModel, output: Model }),
  update: mutation({ access: 'admin', rest: ['PUT', '/models/{model_id}'], summary: 'モデル変更（省略は変更なし、null は消去）', refusals: [400], input: UpdateModel, output: Model }),
  load: mutation({ access: 'admin', rest: ['POST', '/models/{model_id}/load'], summary: 'モデルを読み込んでおく', refusals: [400, 409], input: z.object({ model_id: id }), output: Model }),
  unload: mutation({ access: 'admin', rest: ['POST', '/models/{model_id}/unload'], summary: 'モデルをメモリから降ろす', input: z.object({ model_id: id }), output: Model }),
  files: query({ access: 'admin', rest: ['GET', '/model-files'], summary: 'モデルフォルダーにある GGUF ファイル', input: z.object({}), output: z.array(ModelFile) }),
};
