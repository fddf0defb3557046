import { z } from 'zod';
import { mutation, query, stream } from './endpoint.js';
import { filledText, id, text, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

/**
 * `no_file`: the row names no weights. `missing`: the file it names is not in the models folder.
 * `failed`: it could not be loaded, or its model server could not be reached; `state_detail` says why.
 * Of a model server: `ready` when it answered last time, `not_loaded` when it was not asked yet.
 */
export const ModelState = z.enum(['ready', 'loading', 'not_loaded', 'no_file', 'missing', 'failed']).meta({ id: 'ModelState' });
export type ModelState = z.infer<typeof ModelState>;

/** `base`: trained elsewhere, the beginning of a line / `known`: parent and 訓練データ are known / `unknown`: a later version of which one of them is not known. */
export const ModelLineage = z.enum(['base', 'known', 'unknown']).meta({ id: 'ModelLineage' });
export type ModelLineage = z.infer<typeof ModelLineage>;

/** What the trainer measured, as `{"valid_loss": 0.82}`. */
const Metrics = z.record(z.string().min(1).max(80), z.number()).refine((metrics) => Object.keys(metrics).length <= 100, 'At most 100 entries');

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
    adapter: z.string().nullable().describe('LoRA adapter: a GGUF file relative to the models folder, or what the model server calls it'),
    server_url: z.string().nullable().describe('OpenAI-compatible server that runs the model, as http://127.0.0.1:8080/v1'),
    served_model: z.string().nullable().describe('What that server calls the model; null: model_name'),
    api_key_env: z.string().nullable().describe('Environment variable of llamune_poc that holds the key for that server'),
    parent_id: id.nullable(),
    snapshot_id: id.nullable().describe('訓練データ that it was trained on, beginning at the parent'),
    metrics: Metrics.nullable(),
    lineage: ModelLineage,
    is_demo: z.boolean(),
    state: ModelState,
    state_detail: z.string().nullable(),
    load_progress: z.number().nullable().describe('0…1 while it is loading, where known'),
    memory_bytes: z.int().nullable().describe('Held by its process while it is loaded (shared by the adapters of one file)'),
  })
  .meta({ id: 'Model' });
export type Model = z.infer<typeof Model>;

const file = filledText(1000).nullish().describe('Relative to the models folder');
const server = {
  server_url: z.url({ protocol: /^https?$/ }).max(1000).nullish().describe('OpenAI-compatible server, with its version part: http://127.0.0.1:8080/v1'),
  served_model: filledText(textLimits.name).nullish().describe('What that server calls the model; omitted: model_name'),
  api_key_env: z.string().regex(/^LLM_KEY_[A-Z0-9_]{1,60}$/).nullish().describe('Environment variable that holds its key: LLM_KEY_…'),
};
export const CreateModel = z
  .object({
    model_name: filledText(textLimits.name),
    version: id.optional().describe('Omitted: the next one of this model_name'),
    base_model: filledText(textLimits.name).nullish(),
    description: text(textLimits.note).nullish(),
    trained_at: timestamp.nullish(),
    file,
    adapter: file,
    ...server,
    parent_id: id.nullish(),
    snapshot_id: id.nullish().describe('訓練データ that it was trained on; needs parent_id'),
    metrics: Metrics.nullish(),
    training_log: text(textLimits.trainingLog).nullish().describe('What the trainer said'),
  })
  .meta({ id: 'CreateModel' });

/** Omitted is unchanged, null clears. */
export const UpdateModel = z.object({ model_id: id, base_model: filledText(textLimits.name).nullish(), description: text(textLimits.note).nullish(), file, adapter: file, ...server });

export const ModelFile = z
  .object({ file: z.string().describe('Relative to the models folder'), bytes: z.int(), model_ids: z.array(id).describe('Models registered with it') })
  .meta({ id: 'ModelFile' });
export type ModelFile = z.infer<typeof ModelFile>;

/** What a GGUF file says of itself, and whether this machine could run it. */
export const ModelFacts = z
  .object({
    file: z.string(),
    kind: z.enum(['model', 'adapter']),
    architecture: z.string(),
    name: z.string().nullable(),
    quantization: z.string().nullable(),
    parameters: z.number().nullable(),
    train_context_size: z.int().nullable().describe('Tokens'),
    bytes: z.int(),
    has_chat_template: z.boolean(),
    memory_bytes: z.int().describe('Estimated: weights, context of all slots, buffers'),
    memory_budget_bytes: z.int().describe('What models may take on this machine altogether'),
    fits: z.boolean(),
  })
  .meta({ id: 'ModelFacts' });
export type ModelFacts = z.infer<typeof ModelFacts>;

/**
 * `result.json` of an archive that comes back from a training: a tar of `manifest.json` and `manifest.sig` as they went out, this, and the files that it names.
 * These three come first, so that what does not belong here is refused before gigabytes of it are read.
 */
export const TrainingResult = z
  .object({
    kind: z.literal('llamune_poc/training-result'),
    format_version: z.literal(1),
    manifest_sha256: z.string().describe('Of manifest.json, byte for byte'),
    trained_at: timestamp,
    metrics: Metrics.nullish(),
    description: text(textLimits.note).nullish(),
    files: z
      .array(z.object({ name: filledText(200), role: z.enum(['weights', 'adapter', 'log']), bytes: z.int().min(0), sha256: z.string().regex(/^[0-9a-f]{64}$/) }))
      .min(1)
      .max(2)
      .describe('One GGUF file, whole weights or a LoRA adapter, and what the training said'),
  })
  .meta({ id: 'TrainingResult' });
export type TrainingResult = z.infer<typeof TrainingResult>;

export const ResultFile = z.object({ file: z.string().describe('Relative to the models folder'), bytes: z.int(), modified_at: timestamp }).meta({ id: 'ResultFile' });
export type ResultFile = z.infer<typeof ResultFile>;
const resultFile = z.object({ file: filledText(1000).describe('A .tar of the models folder, relative to it') });

/** What happens while a result is received, in order; `done` and `total` in bytes. Closing the stream before `received` registers nothing. */
export const ReceiveEvent = z
  .discriminatedUnion('type', [z.object({ type: z.literal('reading'), done: z.int(), total: z.int() }), z.object({ type: z.literal('checking') }), z.object({ type: z.literal('received'), model: Model })])
  .meta({ id: 'ReceiveEvent' });
export type ReceiveEvent = z.infer<typeof ReceiveEvent>;

export const models = {
  list: query({ access: 'signed_in', rest: ['GET', '/models'], summary: 'モデル一覧取得', input: z.object({}), output: z.array(Model) }),
  create: mutation({ access: 'learner', rest: ['POST', '/models'], status: 201, summary: 'モデル登録（管理者・学習アプリ）', refusals: [400, 404, 409], input: CreateModel, output: Model }),
  update: mutation({ access: 'admin', rest: ['PUT', '/models/{model_id}'], summary: 'モデル変更（省略は変更なし、null は消去）', refusals: [400], input: UpdateModel, output: Model }),
  load: mutation({ access: 'admin', rest: ['POST', '/models/{model_id}/load'], summary: 'モデルを読み込んでおく', refusals: [400, 409], input: z.object({ model_id: id }), output: Model }),
  unload: mutation({ access: 'admin', rest: ['POST', '/models/{model_id}/unload'], summary: 'モデルをメモリから降ろす', input: z.object({ model_id: id }), output: Model }),
  inspectFile: query({
    access: 'admin',
    rest: ['GET', '/model-files/facts'],
    summary: 'GGUF ファイルの中身（読み込まずに調べる）',
    refusals: [400, 404],
    input: z.object({ file: filledText(1000).describe('Relative to the models folder') }),
    output: ModelFacts,
  }),
  check: mutation({
    access: 'admin',
    rest: ['POST', '/models/{model_id}/check'],
    summary: 'モデルが本当に動くかを、別のプロセスで試す（全部の重みを読み、1トークンを生成する）',
    refusals: [400, 409],
    input: z.object({ model_id: id }),
    output: z.object({ model_id: id, problem: z.string().nullable().describe('null: it works') }).meta({ id: 'ModelCheck' }),
  }),
  files: query({ access: 'admin', rest: ['GET', '/model-files'], summary: 'モデルフォルダーにある GGUF ファイル', input: z.object({}), output: z.array(ModelFile) }),
  results: query({ access: 'learner', rest: ['GET', '/training-results'], summary: 'モデルフォルダーにある訓練結果のアーカイブ（.tar）', input: z.object({}), output: z.array(ResultFile) }),
  receive: mutation({
    access: 'learner',
    rest: ['POST', '/training-results'],
    status: 201,
    summary: '訓練結果のアーカイブを確かめて受け取り、新しい版として登録する（何度行っても同じ）',
    refusals: [400, 404, 409],
    input: resultFile,
    output: Model,
  }),
  watchReceiving: stream({ access: 'learner', summary: '訓練結果を受け取る（途中経過つき）', refusals: [400, 404, 409], input: resultFile, yields: ReceiveEvent }),
  trainingLog: query({
    access: 'signed_in',
    rest: ['GET', '/models/{model_id}/training-log'],
    summary: '訓練プログラムが出した記録',
    refusals: [404],
    input: z.object({ model_id: id }),
    output: z.object({ model_id: id, training_log: z.string().nullable() }).meta({ id: 'TrainingLog' }),
  }),
};
