import type { EngineStatus, Model, ModelDownload, ModelFacts, RecommendedModel } from '@llamune/contracts';
import { aUser, type Handlers } from './fake-server';

const now = '2026-01-31T09:00:00.000Z';
export const GiB = 1024 ** 3;

export const aModel = (model: Partial<Model> = {}): Model => ({
  id: 1,
  model_name: 'keiri',
  version: 1,
  base_model: null,
  trained_at: null,
  description: null,
  created_at: now,
  file: 'keiri.gguf',
  adapter: null,
  server_url: null,
  served_model: null,
  api_key_env: null,
  parent_id: null,
  is_demo: false,
  state: 'not_loaded',
  state_detail: null,
  load_progress: null,
  memory_bytes: null,
  ...model,
});
export const someFacts = (facts: Partial<ModelFacts> = {}): ModelFacts => ({
  file: 'Qwen2.5-14B-Instruct-Q4_K_M.gguf',
  kind: 'model',
  architecture: 'qwen2',
  name: 'Qwen2.5 14B Instruct',
  quantization: 'Q4_K_M',
  parameters: 14.8e9,
  train_context_size: 32_768,
  bytes: 9 * GiB,
  has_chat_template: true,
  memory_bytes: 11 * GiB,
  memory_budget_bytes: 13 * GiB,
  fits: true,
  ...facts,
});
export const aDownload = (download: Partial<ModelDownload> = {}): ModelDownload => ({
  download_id: 'd1',
  address: 'hf:example/models/big.gguf',
  file: 'big.gguf',
  state: 'running',
  received_bytes: 2 * GiB,
  total_bytes: 8 * GiB,
  bytes_per_second: 64 * 1024 ** 2,
  sha256: null,
  error: null,
  started_at: now,
  ...download,
});
export const aRecommendation = (model: Partial<RecommendedModel> = {}): RecommendedModel => ({
  memory_gb: 16,
  name: 'Qwen2.5-14B-Instruct',
  address: 'hf:example/qwen/14b.gguf',
  bytes: 9 * GiB,
  license: 'Apache-2.0',
  note: '日本語の業務の質問に',
  fits: true,
  ...model,
});
export const anEngineStatus = (status: Partial<EngineStatus> = {}): EngineStatus => ({
  server: 'mini.local:4711',
  uptime_seconds: 3 * 3600 + 5 * 60,
  queued: 3,
  max_queue: 200,
  running: 4,
  restarts: 1,
  memory: { budget_bytes: 12 * GiB, reserved_bytes: 3 * GiB },
  models: [{ model_ids: [1], name: 'keiri.gguf', state: 'ready', error: null, load_progress: null, context_size: 4096, slots: 8, running: 4, pid: 4712, estimated_bytes: 3 * GiB, resident_bytes: 2 * GiB }],
  totals: { answers: 1234, prompt_tokens: 50_000, cached_tokens: 30_000, completion_tokens: 90_000, sequences_per_decode: 3.42, cache_hit_ratio: 0.61 },
  recent: { window_seconds: 300, answers: 42, tokens_per_second: 87.25, time_to_first_token_ms: { p50: 420, p95: 1810 }, queue_ms: { p50: 100, p95: 900 } },
  ...status,
});

/** What every admin page asks for, with nothing there. */
export const adminHandlers = (more: Handlers = {}): Handlers => ({
  'users.me': () => aUser({ role: 'admin' }),
  'models.list': () => [],
  'models.files': () => [],
  'downloads.list': () => [],
  'downloads.recommended': () => [],
  ...more,
});
