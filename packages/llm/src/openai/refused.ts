import type { LlmError } from '../engine.js';

/** Fields that not every server knows. */
export type OptionalField = 'top_k' | 'min_p' | 'repetition_penalty' | 'repeat_penalty' | 'stream_options';

/** What may help against a refusal, before the first byte of an answer. */
export type Remedy =
  /** The same again, after the pause that the server asked for, or one of our choice. */
  | { kind: 'wait'; ms: number | null }
  /** The server is loading the model: again until it is there. */
  | { kind: 'loading' }
  | { kind: 'omit'; fields: readonly OptionalField[] }
  /** Prompt and longest answer together exceed the context, the prompt alone does not. Null: the server knows best what is left. */
  | { kind: 'shorten'; maxTokens: number | null };

/** The server gave no answer. `error` is what to tell when no remedy is left. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly error: LlmError,
    readonly remedy: Remedy | null = null,
  ) {
    super(error.message);
  }
}
