import { LlmError, type LlmErrorCode, type ModelState, type ModelStatus, type ServerSource } from '../engine.js';

interface SeenModel {
  source: ServerSource;
  state: ModelState;
  error: string | null;
}

/** A full queue, a question that is too long or late says nothing of the model. */
const FAULTS: ReadonlySet<LlmErrorCode> = new Set(['server_unreachable', 'server_failed', 'model_not_found']);

/** How each model did when it was last asked. */
export class SeenModels {
  readonly #models = new Map<string, SeenModel>();

  ready(source: ServerSource): void {
    this.#set(source, 'ready', null);
  }

  loading(source: ServerSource): void {
    this.#set(source, 'loading', null);
  }

  /** @returns Whether that is held against the model. */
  failed(source: ServerSource, error: unknown): boolean {
    const isFault = error instanceof LlmError && FAULTS.has(error.code);
    if (isFault) this.#set(source, 'failed', error.message);
    else this.endLoading(source);
    return isFault;
  }

  /** Nobody waits for it any more: whether it is loaded is not known then. */
  endLoading(source: ServerSource): void {
    if (this.#models.get(keyOf(source))?.state === 'loading') this.forget(source);
  }

  forget(source: ServerSource): void {
    this.#models.delete(keyOf(source));
  }

  /** @param running The model of each answer that runs. */
  status(running: readonly ServerSource[]): ModelStatus[] {
    const keys = running.map(keyOf);
    const unknown = { contextSize: null, slots: null, loadProgress: null, pid: null, memory: null };
    return [...this.#models].map(([key, { source, state, error }]) => ({ ...unknown, source, state, error, running: keys.filter((each) => each === key).length }));
  }

  #set({ baseUrl, model, adapter }: ServerSource, state: ModelState, error: string | null): void {
    // The key stays behind: what is told here is shown.
    this.#models.set(keyOf({ baseUrl, model, adapter }), { source: { baseUrl, model, adapter }, state, error });
  }
}

function keyOf({ baseUrl, model, adapter }: ServerSource): string {
  return JSON.stringify([baseUrl, model, adapter]);
}
