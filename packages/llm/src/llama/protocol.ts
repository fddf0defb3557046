import type { AnswerUsage, LlmErrorCode, Message, ModelFacts, Sampling } from '../engine.js';

/** What the engine and its child process say to each other: plain JSON over Node's IPC channel. */
export interface LoadJob {
  kind: 'load';
  file: string;
  adapter: string | null;
  slots: number;
  /** Tokens of one slot; null takes what the model was trained for, at most 4096. */
  contextSize: number | null;
  threads: number;
  gpu: 'auto' | 'off';
}

interface InspectJob {
  kind: 'inspect';
  file: string;
}

/** The first message to a child is its job; it has no other. */
export type ChildJob = LoadJob | InspectJob;

export interface AnswerOrder {
  kind: 'answer';
  id: number;
  messages: Message[];
  sampling: Sampling;
}

export type ToChild = ChildJob | AnswerOrder | { kind: 'stop'; id: number };

export interface ReadyMessage {
  kind: 'ready';
  /** Tokens of one slot, as really allocated. */
  contextSize: number;
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
  | ReadyMessage
  | { kind: 'inspected'; facts: ModelFacts }
  /** The job cannot be done; the child ends itself. */
  | { kind: 'failed'; error: WireError }
  | { kind: 'started'; id: number; promptTokens: number; cachedTokens: number }
  /** A piece of a prompt was evaluated: nothing to show, but a sign of life. */
  | { kind: 'progress' }
  /** All text of one turn of the child's event loop, for all answers. */
  | { kind: 'deltas'; deltas: [id: number, channel: Channel, text: string][] }
  | EndedMessage
  | { kind: 'refused'; id: number; error: WireError };
