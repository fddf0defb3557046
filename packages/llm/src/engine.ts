/**
 * The port between the product and whatever runs a model. Everything above it speaks of messages and tokens;
 * everything below it (a llama.cpp process, an OpenAI-compatible server, a script for tests) implements it.
 */
export interface LlmEngine {
  /**
   * One answer as it comes. Nothing runs before the first `next()`. Leaving the loop early, or aborting `signal`,
   * stops the answer; an abort by `signal` ends the stream with `done` and `finish: 'aborted'`, it does not throw.
   * @throws {LlmError} when no answer, or only a part of one, could be had; the parts yielded before stay valid.
   */
  answer(request: AnswerRequest, options: AnswerOptions): AsyncIterable<AnswerEvent>;
  /** What is known of a model file without loading its weights, read in a process that may die of a damaged file. */
  inspect(source: ModelSource): Promise<ModelFacts>;
  /** Loads ahead of the first question. Loading what is loaded does nothing. */
  load(source: ModelSource): Promise<void>;
  /** Waits for running answers (at most `drainMs`), then gives the memory back. */
  unload(source: ModelSource, options?: { drainMs?: number }): Promise<void>;
  status(): EngineStatus;
  /** Ends every process; running answers fail with `engine_crashed`. */
  close(): Promise<void>;
}

/** Where the weights are: an absolute path of a GGUF file, and optionally of a LoRA adapter for it. */
export interface ModelSource {
  file: string;
  adapter?: string | undefined;
}

export interface Message {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Every value is given by the caller and stored with the log: the library's own defaults are never used. */
export interface Sampling {
  /** 0 is greedy. */
  temperature: number;
  topP: number;
  /** 1…1000 most likely tokens are looked at. */
  topK: number;
  minP: number;
  /** 1 is off. */
  repeatPenalty: number;
  /** 0…2^32-1, always explicit: the library's default is the clock. */
  seed: number;
  /** Most tokens of one answer. Fewer when the context ends before. */
  maxTokens: number;
}

export interface AnswerRequest {
  source: ModelSource;
  messages: Message[];
  sampling: Sampling;
}

export interface AnswerOptions {
  /** Whose question: turns are shared fairly between users. */
  user: string;
  signal?: AbortSignal | undefined;
  /** Ends the answer (`finish: 'deadline'`, or an error while still in the queue) this long after it was asked. */
  deadlineMs: number;
  /** `interactive` goes before `batch`. */
  priority?: 'interactive' | 'batch' | undefined;
}

export type AnswerEvent =
  /** 1 is next in turn. Sent again whenever it changes. */
  | { type: 'queued'; position: number }
  | { type: 'loading'; elapsedMs: number }
  | { type: 'started'; promptTokens: number; cachedTokens: number }
  | { type: 'delta'; channel: 'answer' | 'thought'; text: string }
  | { type: 'done'; finish: FinishReason; usage: AnswerUsage; timing: AnswerTiming; fingerprint: EngineFingerprint };

/** `stop`: the model ended it. `length`: out of tokens. `aborted`: the caller ended it. `deadline`: out of time. */
export type FinishReason = 'stop' | 'length' | 'aborted' | 'deadline';

export interface AnswerUsage {
  promptTokens: number;
  /** Prompt tokens that an earlier answer had left evaluated. */
  cachedTokens: number;
  completionTokens: number;
}

export interface AnswerTiming {
  queueMs: number;
  /** From the start of the evaluation, waiting excluded, to the first token; null when there was none. */
  timeToFirstTokenMs: number | null;
  /** From the start of the evaluation to its end, waiting excluded. */
  durationMs: number;
}

/** What, beside the request, decides the text of an answer. */
export interface EngineFingerprint {
  engine: string;
  file: string;
  fileBytes: number;
  fileSha256: string;
  adapter: string | null;
  chatWrapper: string;
  contextSize: number;
}

export interface ModelFacts {
  architecture: string;
  name: string | null;
  quantization: string | null;
  /** Tokens the model was trained for. */
  trainContextSize: number | null;
  fileBytes: number;
  hasChatTemplate: boolean;
}

export type ModelState = 'loading' | 'ready' | 'failed';

export interface EngineStatus {
  models: {
    source: ModelSource;
    state: ModelState;
    error: string | null;
    contextSize: number | null;
    slots: number;
    running: number;
    /** Of the process around the model, where there is one. */
    pid?: number | undefined;
  }[];
  queued: number;
  running: number;
  /** Processes that died and were started again since this engine was made. */
  restarts: number;
}

export type LlmErrorCode =
  /** The prompt does not fit. `promptTokens` and `contextSize` are set. */
  | 'context_length_exceeded'
  /** The queue is full. `retryAfterMs` is set. */
  | 'queue_full'
  /** The time was over while the question still waited. */
  | 'deadline'
  | 'model_not_found'
  /** The file is no GGUF, damaged, of an unknown architecture, or has killed the process that loaded it. */
  | 'model_corrupt'
  | 'insufficient_memory'
  /** The process died in the middle of the answer. It is being started again. */
  | 'engine_crashed'
  | 'engine_error';

/** `message` is a plain English sentence that names the cause; no stack, no path outside the models folder is needed to act on it. */
export class LlmError extends Error {
  override readonly name = 'LlmError';
  readonly promptTokens?: number | undefined;
  readonly contextSize?: number | undefined;
  readonly retryAfterMs?: number | undefined;

  constructor(
    readonly code: LlmErrorCode,
    message: string,
    details: { promptTokens?: number; contextSize?: number; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: details.cause });
    this.promptTokens = details.promptTokens;
    this.contextSize = details.contextSize;
    this.retryAfterMs = details.retryAfterMs;
  }
}
