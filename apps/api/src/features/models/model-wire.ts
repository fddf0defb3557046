import type { CreateModel, Model as WireModel, ModelFile } from '@llamune/contracts';
import type { z } from 'zod';
import type { ModelWithState } from './find-models.js';
import type { NewModel } from './register-model.js';

export const modelToWire = ({ model, state, detail }: ModelWithState): WireModel => ({
  id: model.id,
  model_name: model.modelName,
  version: model.version,
  base_model: model.baseModel,
  trained_at: model.trainedAt?.toISOString() ?? null,
  description: model.description,
  created_at: model.createdAt.toISOString(),
  file: model.file,
  adapter: model.adapter,
  parent_id: model.parentId,
  is_demo: model.isDemo,
  state,
  state_detail: detail,
});

export const newModelFromWire = (input: z.output<typeof CreateModel>): NewModel => ({
  modelName: input.model_name,
  version: input.version,
  baseModel: input.base_model ?? null,
  description: input.description ?? null,
  trainedAt: input.trained_at ? new Date(input.trained_at) : null,
  file: input.file ?? null,
  adapter: input.adapter ?? null,
  parentId: input.parent_id ?? null,
});

export const modelFileToWire = ({ file, bytes, modelIds }: { file: string; bytes: number; modelIds: number[] }): ModelFile => ({ file, bytes, model_ids: modelIds });
