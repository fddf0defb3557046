import type { AnswerUsage, EngineCounters, LlmErrorCode, Message, ModelFacts, Sampling } from '../engine.js';

/** What the engine and its child process say to each other: plain JSON over Node's IPC channel. */
export interface LoadJob {
  kind: 'load';
  file: string;
  threads: number;
  gpu: 'auto' | 'off';
}

interface InspectJob {
  kind: 'inspect';
  location: { file: string } | { url: string; headers?: Record<string, string> };
  contextSize: number | null;
  slots: number;
}

/** Loads the model, looks at every weight and generates a token. */
interface CheckJob {
  kind: 'check';
  file: string;
  adapter: string | null;
  threads: number;
  gpu: 'auto' | 'off';
}

/** The first message to a child is its job; it has no other. */
export type ChildJob = LoadJob | InspectJob | CheckJob;

/** A context for answers: the model as it is, or with an adapter. */
export interface ContextOrder {
  kind: 'open';
  context: number;
  adapter: { file: string; key: string } | null;
  slots: number;
  /** Tokens of one slot. */
  contextSize: number;
}

export interface AnswerOrder {
  kind: 'answer';
  id: number;
  context: number;
  messages: Message[];
  sampling: Sampling;
}

export type ToChild = ChildJob | ContextOrder | { kind: 'shut'; context: number } | AnswerOrder | { kind: 'stop'; id: number };

export interface LoadedMessage {
  kind: 'loaded';
  chatWrapper: string;
  engine: string;
}

export interface WireError {
  code: LlmErrorCode;
  message: string;
  promptTokens?: number;
  contextSize?: number;
}

export interface EndedMessage {
  kind: 'ended';
  id: number;
  finish: 'stop' | 'length' | 'stopped';
  usage: AnswerUsage;
  timeToFirstTokenMs: number | null;
  durationMs: number;
}

export type Channel = 'answer' | 'thought';

export type FromChild =
  | { kind: 'loading'; share: number }
  | LoadedMessage
  | { kind: 'inspected'; facts: Omit<ModelFacts, 'memory'> & { memory: Pick<ModelFacts['memory'], 'weightsBytes' | 'contextBytes'> } }
  | { kind: 'checked' }
  /** The job cannot be done; the child ends itself. */
  | { kind: 'failed'; error: WireError }
  /** Tokens of one slot, as really allocated. */
  | { kind: 'opened'; context: number; contextSize: number }
  | { kind: 'unopened'; context: number; error: WireError }
  | { kind: 'started'; id: number; promptTokens: number; cachedTokens: number }
  /** A sign of life while it works, and how it works. */
  | { kind: 'report'; counters: EngineCounters; residentBytes: number }
  /** The text of all answers since the last such message. */
  | { kind: 'deltas'; deltas: [id: number, channel: Channel, text: string][] }
  | EndedMessage
  | { kind: 'refused'; id: number; error: WireError };
