import { z } from 'zod';
import { query } from './endpoint.js';
import { id } from './fields.js';

/** What the inference of the server that answers this request does right now; also counters since its start. */
export const EngineStatus = z
  .object({
    server: z.string().describe('Which server: its host name and process id'),
    uptime_seconds: z.number(),
    queued: z.int().describe('Questions that wait'),
    max_queue: z.int(),
    running: z.int(),
    restarts: z.int().describe('Inference processes that died and were started again'),
    memory: z.object({ budget_bytes: z.int(), reserved_bytes: z.int() }).nullable(),
    models: z.array(
      z.object({
        model_ids: z.array(id).describe('Registered models with these weights'),
        name: z.string(),
        state: z.enum(['loading', 'ready', 'failed']),
        error: z.string().nullable(),
        load_progress: z.number().nullable(),
        context_size: z.int().nullable(),
        slots: z.int().nullable(),
        running: z.int(),
        pid: z.int().nullable(),
        estimated_bytes: z.int().nullable(),
        resident_bytes: z.int().nullable(),
      }),
    ),
    totals: z
      .object({
        answers: z.int(),
        prompt_tokens: z.int(),
        cached_tokens: z.int(),
        completion_tokens: z.int(),
        sequences_per_decode: z.number().nullable().describe('Answers that share one computation, on average'),
        cache_hit_ratio: z.number().nullable().describe('Prompt tokens that needed no evaluation'),
      })
      .describe('Since the start of the server'),
    recent: z
      .object({
        window_seconds: z.number().describe('How far back the answers reach: 300, less when there were more than 2000'),
        answers: z.int().describe('That the engine brought to an end; those that failed are in the totals only'),
        tokens_per_second: z.number().describe('Of all answers together, over the time in which at least one was being made'),
        time_to_first_token_ms: z.object({ p50: z.number(), p95: z.number() }).nullable(),
        queue_ms: z.object({ p50: z.number(), p95: z.number() }).nullable(),
      })
      .describe('Of the last minutes'),
  })
  .meta({ id: 'EngineStatus' });
export type EngineStatus = z.infer<typeof EngineStatus>;

export const engine = {
  status: query({ access: 'admin', rest: ['GET', '/engine'], summary: '推論の状態（待ち行列、モデル、メモリ、速さ）。Prometheus には /metrics', input: z.object({}), output: EngineStatus }),
};
