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
  /**
   * What a GGUF file says of itself, and what it would take to run it; its weights are not loaded. Read in a process that may die
   * of a damaged file. Of an address on the web, only the first megabytes are fetched.
   */
  inspect(file: GgufLocation): Promise<ModelFacts>;
  /**
   * Whether a model really works, tried in a process that may die of it: every weight is read and must be a number, and one token
   * is generated. Takes the memory of a load. @throws {LlmError} what is wrong with it.
   */
  check(source: ModelSource): Promise<void>;
  /**
   * Loads ahead of the first question. Loading what is loaded does nothing. For a model on another server: asks whether that
   * server is there and has it.
   */
  load(source: ModelSource): Promise<void>;
  /** Waits for running answers (at most `drainMs`), then gives the memory back. */
  unload(source: ModelSource, options?: { drainMs?: number }): Promise<void>;
  status(): EngineStatus;
  /** Ends every process; running answers fail with `engine_crashed`. */
  close(): Promise<void>;
}

/** Which model answers: one that this engine runs itself, or one that another server runs. */
export type ModelSource = FileSource | ServerSource;

/** Where the weights are: an absolute path of a GGUF file, and optionally of a LoRA adapter for it. */
export interface FileSource {
  file: string;
  adapter?: string | undefined;
}

/** A model behind an OpenAI-compatible API: mlx_lm.server, vLLM, llama-server, Ollama. */
export interface ServerSource {
  /** With its version part: `http://127.0.0.1:8080/v1`. */
  baseUrl: string;
  /** As that server calls it. */
  model: string;
  /** As that server calls it: a path for mlx_lm.server, a number for llama-server. vLLM knows an adapter as a model. */
  adapter?: string | undefined;
  /** Sent as `Authorization: Bearer …`. Never logged, never part of an error. */
  apiKey?: string | undefined;
}

export function isFileSource(source: ModelSource): source is FileSource {
  return 'file' in source;
}

/** A GGUF file on this machine (absolute path), or one on the web that is not downloaded yet. */
export type GgufLocation = { file: string } | { url: string; headers?: Record<string, string> };

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
  /** `interactive` when not given. */
  priority?: Priority | undefined;
}

/**
 * Best first. `interactive`: a person waits. `batch`: goes after those and leaves them one slot. `background`: goes last and uses every slot;
 * when others wait for one, the newest of these answers fails with `preempted` and is to be asked again. Where another server runs the model,
 * `background` is as `batch`.
 */
export const priorities = ['interactive', 'batch', 'background'] as const;
export type Priority = (typeof priorities)[number];

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

/** What, beside the request, decides the text of an answer. Null: not known, or there is no such thing for this kind of model. */
export interface EngineFingerprint {
  /** With its version, as far as it tells. */
  engine: string;
  file: string | null;
  fileBytes: number | null;
  fileSha256: string | null;
  adapter: string | null;
  chatWrapper: string | null;
  contextSize: number | null;
  /** Address of the server that answered, and the model's name there. */
  server: string | null;
  servedModel: string | null;
}

export interface ModelFacts {
  /** `adapter`: a LoRA adapter, to be used with the model it was made for. */
  kind: 'model' | 'adapter';
  architecture: string;
  name: string | null;
  quantization: string | null;
  parameters: number | null;
  /** Tokens the model was trained for. */
  trainContextSize: number | null;
  /** Of all parts of a model that is split into several files. */
  fileBytes: number;
  hasChatTemplate: boolean;
  memory: MemoryEstimate;
}

/** What loading would take, with this engine's slots and context size. All in bytes. */
export interface MemoryEstimate {
  weightsBytes: number;
  /** Keys and values of all slots, and the buffers of a computation. */
  contextBytes: number;
  /** What models may take on this machine altogether (see `EngineStatus.memory`). */
  budgetBytes: number;
  /** Whether it could be loaded with every other model unloaded. */
  fits: boolean;
}

export type ModelState = 'loading' | 'ready' | 'failed';

export interface ModelStatus {
  source: ModelSource;
  state: ModelState;
  error: string | null;
  contextSize: number | null;
  /** Answers it gives at the same time; null where another server decides. */
  slots: number | null;
  running: number;
  /** Of the weights, 0…1, while it is loading and this is known. */
  loadProgress: number | null;
  /** Of the process around the model, where there is one. Adapters of one file share it. */
  pid: number | null;
  /** What it takes: as estimated before loading, and what its process really holds (shared by all adapters of the file). */
  memory: { estimatedBytes: number; residentBytes: number | null } | null;
}

/** Counters rise from 0 for as long as the engine lives, also over a restart of a model's process. */
export interface EngineCounters {
  /** Computations (llama_decode): `decodedSequences / decodes` is how many answers share one on average. */
  decodes: number;
  decodedSequences: number;
  /** Time spent in them. */
  decodeSeconds: number;
  promptTokens: number;
  /** Of the prompt tokens, those that an earlier answer had left evaluated. */
  cachedTokens: number;
  completionTokens: number;
}

export interface EngineStatus {
  models: ModelStatus[];
  /** Questions that wait, for all models together, and how many may. */
  queued: number;
  maxQueue: number;
  running: number;
  /** Processes that died and were started again since this engine was made. */
  restarts: number;
  /** What models may take, and what those that are loaded or being loaded are reckoned with. Null: this engine runs none itself. */
  memory: { budgetBytes: number; reservedBytes: number } | null;
  counters: EngineCounters;
}

export type LlmErrorCode =
  /** The prompt does not fit. `promptTokens` and `contextSize` are set. */
  | 'context_length_exceeded'
  /** The queue is full. `retryAfterMs` is set. */
  | 'queue_full'
  /** The time was over while the question still waited. */
  | 'deadline'
  /** A `background` answer had to make room for somebody who waits. */
  | 'preempted'
  | 'model_not_found'
  /** The file is no GGUF, damaged, of an unknown architecture, or has killed the process that loaded it. */
  | 'model_corrupt'
  | 'insufficient_memory'
  /** The process died in the middle of the answer. It is being started again. */
  | 'engine_crashed'
  | 'engine_error'
  /** The server that runs the model cannot be reached, or does not answer in time. */
  | 'server_unreachable'
  /** The server that runs the model refused, broke off, or said what is no answer. */
  | 'server_failed';

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
