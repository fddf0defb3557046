import { setTimeout as pause } from 'node:timers/promises';
import { isFileSource, LlmError, type AnswerEvent, type AnswerOptions, type AnswerRequest, type EngineFingerprint, type FinishReason } from '../engine.js';
import type { Scenario } from './scenarios.js';

interface Performance {
  request: AnswerRequest;
  options: AnswerOptions;
  question: string;
  gate: Promise<void>;
  /** Aborted with the error of every answer when the engine is closed. */
  closed: AbortSignal;
}

type Stopped = 'aborted' | 'deadline' | Error;

/** The events of one scripted answer; stops like the real engine: by signal, deadline, maxTokens, or a closed engine. */
export async function* playScenario(scenario: Scenario, { request, options, question, gate, closed }: Performance): AsyncGenerator<AnswerEvent, void, undefined> {
  const startedAt = performance.now();
  using stop = watchForStop(options, closed);
  if (scenario.refuse !== undefined) throw scenario.refuse();
  for (const position of scenario.positions ?? []) yield { type: 'queued', position };
  if (scenario.loads === true) yield { type: 'loading', elapsedMs: 0 };
  const promptTokens = request.messages.reduce((sum, { content }) => sum + content.length, 0);
  const maxTokens = scenario.ending === 'repeat' ? Infinity : request.sampling.maxTokens;
  let completionTokens = 0;
  let firstTokenAt: number | null = null;
  let finish: FinishReason = 'stop';
  if (stop.now !== 'deadline') yield { type: 'started', promptTokens, cachedTokens: 0 };
  else throw new LlmError('deadline', 'The time of the question was over before its turn.');
  for (const delta of deltasOf(scenario, question)) {
    if (completionTokens === scenario.gateAfter) await Promise.race([gate, stop.happened]);
    await pause(scenario.pauseMs ?? 0);
    if (stop.now instanceof Error) throw stop.now;
    finish = stop.now ?? (completionTokens >= maxTokens ? 'length' : 'stop');
    if (finish !== 'stop') break;
    firstTokenAt ??= performance.now();
    completionTokens++;
    yield delta;
  }
  const fault = finish === 'stop' && typeof scenario.ending === 'function' ? scenario.ending() : null;
  if (fault !== null) throw fault;
  const timing = { queueMs: 0, timeToFirstTokenMs: firstTokenAt === null ? null : firstTokenAt - startedAt, durationMs: performance.now() - startedAt };
  yield { type: 'done', finish, usage: { promptTokens, cachedTokens: 0, completionTokens }, timing, fingerprint: fingerprintOf(request) };
}

function* deltasOf(scenario: Scenario, question: string): Generator<AnswerEvent & { type: 'delta' }> {
  for (const text of scenario.thought ?? []) yield { type: 'delta', channel: 'thought', text };
  do for (const text of scenario.text(question)) yield { type: 'delta', channel: 'answer', text };
  while (scenario.ending === 'repeat');
}

function watchForStop({ signal, deadlineMs }: AnswerOptions, closed: AbortSignal): Disposable & { now: Stopped | null; happened: Promise<void> } {
  const listening = new AbortController();
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => (happen = resolve));
  const watch = {
    now: null as Stopped | null,
    happened,
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      listening.abort();
    },
  };
  const stop = (why: Stopped): void => {
    watch.now ??= why;
    happen();
  };
  const timer = setTimeout(() => stop('deadline'), deadlineMs);
  for (const [source, why] of [[signal, () => 'aborted' as const], [closed, () => closed.reason as Error]] as const) {
    if (source?.aborted === true) stop(why());
    source?.addEventListener('abort', () => stop(why()), { signal: listening.signal });
  }
  return watch;
}

function fingerprintOf({ source }: AnswerRequest): EngineFingerprint {
  const common = { engine: 'scripted', adapter: source.adapter ?? null, chatWrapper: 'scripted', contextSize: 4096 };
  if (isFileSource(source)) return { ...common, file: source.file, fileBytes: 1000, fileSha256: '0'.repeat(64), server: null, servedModel: null };
  return { ...common, file: null, fileBytes: null, fileSha256: null, server: source.baseUrl, servedModel: source.model };
}
