import { hostname } from 'node:os';
import type { EngineStatus as WireEngineStatus } from '@llamune/contracts';
import type { EngineStatus, ModelStatus } from '@llamune/llm';
import type { AnswerMetrics } from '../../answer-metrics.js';
import type { RecentSummary } from '../../recent-answers.js';
import type { SourceNames } from '../../source-names.js';

export const engineStatusToWire = (
  { models, queued, maxQueue, running, restarts, memory, counters }: EngineStatus,
  { ended, recent }: AnswerMetrics,
  { names, modelIds }: { names: SourceNames; modelIds: number[][] },
): WireEngineStatus => ({
  server: `${hostname()}:${process.pid}`,
  uptime_seconds: Math.round(process.uptime()),
  queued,
  max_queue: maxQueue,
  running,
  restarts,
  memory: memory && { budget_bytes: Math.round(memory.budgetBytes), reserved_bytes: Math.round(memory.reservedBytes) },
  models: models.map((model, index) => modelToWire(model, names, modelIds[index] ?? [])),
  totals: {
    answers: ended,
    prompt_tokens: counters.promptTokens,
    cached_tokens: counters.cachedTokens,
    completion_tokens: counters.completionTokens,
    sequences_per_decode: ratio(counters.decodedSequences, counters.decodes),
    cache_hit_ratio: ratio(counters.cachedTokens, counters.promptTokens),
  },
  recent: recentToWire(recent.summary()),
});

const modelToWire = ({ source, state, error, loadProgress, contextSize, slots, running, pid, memory }: ModelStatus, names: SourceNames, modelIds: number[]): WireEngineStatus['models'][number] => ({
  model_ids: modelIds,
  name: names.source(source),
  state,
  error: error === null ? null : names.inMessage(error, source),
  load_progress: loadProgress,
  context_size: contextSize,
  slots,
  running,
  pid,
  estimated_bytes: memory && Math.round(memory.estimatedBytes),
  resident_bytes: memory?.residentBytes == null ? null : Math.round(memory.residentBytes),
});

const recentToWire = ({ windowMs, answers, tokensPerSecond, timeToFirstTokenMs, queueMs }: RecentSummary): WireEngineStatus['recent'] => ({
  window_seconds: windowMs / 1000,
  answers,
  tokens_per_second: tokensPerSecond,
  time_to_first_token_ms: timeToFirstTokenMs,
  queue_ms: queueMs,
});

const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);
