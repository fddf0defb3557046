import type { CreateModel, Model as WireModel, ModelFile, UpdateModel } from '@llamune/contracts';
import type { z } from 'zod';
import { lineageOf } from '../../model-lineage.js';
import type { ModelWithState } from './find-models.js';
import type { ModelChange, NewModel } from './register-model.js';

export const modelToWire = ({ model, state, detail, loadProgress, memoryBytes }: ModelWithState): WireModel => ({
  id: model.id,
  model_name: model.modelName,
  version: model.version,
  base_model: model.baseModel,
  trained_at: model.trainedAt?.toISOString() ?? null,
  description: model.description,
  created_at: model.createdAt.toISOString(),
  file: model.file,
  adapter: model.adapter,
  server_url: model.serverUrl,
  served_model: model.servedModel,
  api_key_env: model.apiKeyEnv,
  parent_id: model.parentId,
  snapshot_id: model.snapshotId,
  metrics: model.metrics,
  lineage: lineageOf(model),
  is_demo: model.isDemo,
  state,
  state_detail: detail,
  load_progress: loadProgress,
  memory_bytes: memoryBytes,
});

export const newModelFromWire = (input: z.output<typeof CreateModel>): NewModel => ({
  modelName: input.model_name,
  version: input.version,
  baseModel: input.base_model ?? null,
  description: input.description ?? null,
  trainedAt: input.trained_at ? new Date(input.trained_at) : null,
  file: input.file ?? null,
  adapter: input.adapter ?? null,
  serverUrl: input.server_url ?? null,
  servedModel: input.served_model ?? null,
  apiKeyEnv: input.api_key_env ?? null,
  parentId: input.parent_id ?? null,
  snapshotId: input.snapshot_id ?? null,
  metrics: input.metrics ?? null,
  trainingLog: input.training_log ?? null,
});

export const modelChangeFromWire = ({ base_model, description, file, adapter, server_url, served_model, api_key_env }: z.output<typeof UpdateModel>): ModelChange => ({
  baseModel: base_model,
  description,
  file,
  adapter,
  serverUrl: server_url,
  servedModel: served_model,
  apiKeyEnv: api_key_env,
});

export const modelFileToWire = ({ file, bytes, modelIds }: { file: string; bytes: number; modelIds: number[] }): ModelFile => ({ file, bytes, model_ids: modelIds });
