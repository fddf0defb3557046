import type { ApiKey, EngineStatus, Model, ModelDownload, ModelFacts, ModelLine, Poc, PocPrompt, RecommendedModel, ReleaseState, SystemStatus } from '@llamune/contracts';
import { aUser, type Handlers } from './fake-server';

const now = '2026-01-31T09:00:00.000Z';
type Generation = ModelLine['generations'][number];
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
  parent_id: null, snapshot_id: null, metrics: null, lineage: 'base',
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
  note_en: 'For questions of work in Japanese',
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

export const aSystemStatus = (status: Partial<SystemStatus> = {}): SystemStatus => ({
  version: '0.1.0',
  node_version: '20.20.0',
  platform: 'linux-x64',
  started_at: now,
  memory: { total_bytes: 16 * GiB, available_bytes: 10 * GiB, server_bytes: GiB / 4 },
  load_average: 1.5,
  cpus: 8,
  database: { version: '17.2', is_embedded: true, bytes: 40 * 1024 ** 2, connections: 7, max_connections: 100, round_trip_ms: 0.4, users: 3, sessions: 25, logs: 1234, last_migration: 'Workplace1795420800000' },
  disks: {
    data: { path: '/srv/llamune/data', used_bytes: 2 * GiB, free_bytes: 300 * GiB, total_bytes: 500 * GiB },
    models: { path: '/srv/models', used_bytes: 20 * GiB, free_bytes: 60 * GiB, total_bytes: 100 * GiB },
  },
  inference: { node_llama_cpp: '3.18.1', llama_cpp: 'b8461' },
  ...status,
});
export const aPoc = (poc: Partial<Poc> = {}): Poc => ({ id: 1, name: '会計', domain: '会計', default_system_prompt: 'あなたは会計の専門家です。', example_questions: [], created_at: now, ...poc });
export const aPrompt = (prompt: Partial<PocPrompt> = {}): PocPrompt => ({ id: 11, version: 1, text: 'あなたは会計の専門家です。', created_at: now, created_by: 'admin', log_count: 0, ...prompt });
export const aKey = (key: Partial<ApiKey> = {}): ApiKey => ({ id: 1, user_id: 1, username: 'hyouka', name: '最初のキー', prefix: 'llamune_abc', created_at: now, last_used_at: null, revoked_at: null, ...key });

export const aGeneration = (generation: Partial<Generation> = {}): Generation => ({ model_id: 1, model_name: 'keiri', version: 1, lineage: 'base', trained_at: null, has_training_log: false, snapshot: null, ...generation });
/** What the server makes of the models of a test: each with its parents, itself first. */
const lineOf = (models: readonly Model[], modelId: number): Generation[] => {
  const model = models.find(({ id }) => id === modelId);
  return model ? [aGeneration({ ...model, model_id: model.id }), ...lineOf(models, model.parent_id ?? 0)] : [];
};

/** What every admin page asks for, with nothing there. */
export const adminHandlers = (more: Handlers = {}): Handlers => ({
  'users.me': () => aUser({ role: 'admin' }),
  'models.list': () => [],
  'lineage.model': ({ model_id }: { model_id: number }): ModelLine => ({ generations: lineOf((more['models.list']?.(undefined as never) ?? []) as Model[], model_id) }),
  'models.files': () => [],
  'downloads.list': () => [],
  'releases.state': ({ poc_id }: { poc_id: number }): ReleaseState => ({ poc_id, policy: { max_high_wrong: null, min_good_low: null, max_broken_share: null, min_judged: null }, current: null, history: [] }),
  'comparisons.list': () => [],
  'downloads.recommended': () => [],
  ...more,
});
