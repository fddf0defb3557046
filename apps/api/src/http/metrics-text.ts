import type { EngineStatus } from '@llamune/llm';
import type { FastifyBaseLogger } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { sourceNames, type SourceNames } from '../source-names.js';
import type { Services } from '../trpc.js';

export const metricsContentType = Registry.PROMETHEUS_CONTENT_TYPE;

/** Everything in the text format of Prometheus. Reads memory only. A part that cannot be had is left out and logged; the others are told. */
export const metricsText = async (services: Services, isDatabaseUp: boolean, log: Pick<FastifyBaseLogger, 'error'>): Promise<string> => {
  const { answers, engine, modelsFolder } = services;
  const parts = [
    () => answers.metrics.registry.metrics(),
    () => serverMetrics(services, isDatabaseUp),
    async () => engineMetrics(engine.status(), await sourceNames(modelsFolder)),
    processMetrics,
  ];
  const texts = await Promise.all(
    parts.map(async (part) => {
      try {
        return await part();
      } catch (error) {
        log.error({ err: error }, 'a part of the metrics could not be had');
        return '';
      }
    }),
  );
  return texts.join('\n');
};

/** Values that somebody else keeps, in a registry of this scrape alone: what is gone by the next one leaves nothing behind. */
const snapshot = () => {
  const registers = [new Registry()] as const;
  return {
    gauge: (name: string, help: string, value: number) => new Gauge({ name, help, registers: [...registers] }).set(value),
    counter: (name: string, help: string, value: number) => new Counter({ name, help, registers: [...registers] }).inc(value),
    /** One gauge for each value of the label. */
    gauges: (name: string, help: string, label: string, values: Iterable<readonly [string, number]>) => {
      const gauge = new Gauge({ name, help, labelNames: [label], registers: [...registers] });
      for (const [value, number] of values) gauge.set({ [label]: value }, number);
    },
    text: () => registers[0].metrics(),
  };
};

const serverMetrics = ({ db, answers, version }: Services, isDatabaseUp: boolean) => {
  const { gauge, gauges, text } = snapshot();
  gauges('llamune_build_info', 'Version of llamune_poc; always 1.', 'version', [[version, 1]]);
  gauge('llamune_unfinished_answers', 'Answers that wait, are being made, or are not saved yet.', answers.unfinished);
  gauge('llamune_database_up', 'Whether the database has answered for this scrape.', Number(isDatabaseUp));
  const pool = poolOf(db);
  if (!pool) return text();
  gauges('llamune_database_connections', 'Connections of this server to the database.', 'state', [
    ['in_use', pool.totalCount - pool.idleCount],
    ['idle', pool.idleCount],
  ]);
  gauge('llamune_database_connections_max', 'Most connections of this server to the database.', pool.options.max);
  gauge('llamune_database_waiting_requests', 'Requests that wait for a connection to the database.', pool.waitingCount);
  return text();
};

interface Pool {
  totalCount: number;
  idleCount: number;
  waitingCount: number;
  options: { max: number };
}
/** TypeORM's driver keeps pg's pool, and does not tell of it in its types. */
const poolOf = (db: DataSource) => (db.driver as unknown as { master?: Pool }).master;

const engineMetrics = ({ models, queued, maxQueue, running, restarts, memory, counters }: EngineStatus, names: SourceNames) => {
  const { gauge, gauges, counter, text } = snapshot();
  gauge('llamune_queued_questions', 'Questions that wait for their turn.', queued);
  gauge('llamune_queue_capacity_questions', 'Questions that may wait; more are refused.', maxQueue);
  gauge('llamune_running_answers', 'Answers that are being made.', running);
  counter('llamune_engine_restarts_total', 'Inference processes that died and were started again.', restarts);
  counter('llamune_engine_decodes_total', 'Computations of the engine (llama_decode).', counters.decodes);
  counter('llamune_engine_decoded_sequences_total', 'Answers in these computations; divided by them: how many share one.', counters.decodedSequences);
  counter('llamune_engine_decode_seconds_total', 'Time spent in these computations.', counters.decodeSeconds);
  counter('llamune_prompt_tokens_total', 'Tokens of prompts.', counters.promptTokens);
  counter('llamune_cached_prompt_tokens_total', 'Tokens of prompts that needed no evaluation, because an earlier answer had left it.', counters.cachedTokens);
  counter('llamune_completion_tokens_total', 'Tokens generated.', counters.completionTokens);
  if (memory) {
    gauge('llamune_model_memory_budget_bytes', 'What models may take on this machine altogether.', memory.budgetBytes);
    gauge('llamune_model_memory_reserved_bytes', 'What the loaded models are reckoned with.', memory.reservedBytes);
  }
  const states = (['loading', 'ready', 'failed'] as const).map((state) => [state, models.filter((model) => model.state === state).length] as const);
  gauges('llamune_loaded_models', 'Models that the engine knows, by state.', 'state', states);
  // The adapters of one file share its process: told once, so that a sum over the files is what they take.
  const estimated = models.flatMap(({ source, memory: own }) => (own ? [[names.weights(source), own.estimatedBytes] as const] : []));
  const resident = models.flatMap(({ source, memory: own }) => (own && own.residentBytes !== null ? [[names.weights(source), own.residentBytes] as const] : []));
  gauges('llamune_model_estimated_bytes', 'Memory of one model file, as estimated before loading.', 'file', estimated);
  gauges('llamune_model_resident_bytes', 'Memory that the process of one model file holds.', 'file', resident);
  return text();
};

let ofProcess: Registry | undefined;
const eventLoopPrecisionMs = 20;

/**
 * CPU, memory, event loop, garbage collection: one registry for the process, because the observers behind it cannot be ended.
 * Starts with the first scrape: who has no Prometheus does not pay for its timer.
 */
const processMetrics = () => {
  if (!ofProcess) {
    ofProcess = new Registry();
    collectDefaultMetrics({ register: ofProcess, eventLoopMonitoringPrecision: eventLoopPrecisionMs });
  }
  return ofProcess.metrics();
};
