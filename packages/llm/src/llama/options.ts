import { defaultMemoryBudget } from './available-memory.js';
import { defaultThreads } from './available-threads.js';

export interface LlamaEngineOptions {
  /** Answers one model gives at the same time. Default 4. */
  slots?: number | undefined;
  /** Tokens of one slot, never more than the model was trained for. Default: what it was trained for, at most 4096. */
  contextSize?: number | undefined;
  /** Threads of one model. Default: the cores this process may use (control group quota included) minus one. */
  threads?: number | undefined;
  /** `auto` takes a GPU where the installed build of llama.cpp has one. Default `auto`. */
  gpu?: 'auto' | 'off' | undefined;
  /** Questions that may wait, for all models together. Default 100. */
  maxQueue?: number | undefined;
  /** What all models together may take, in bytes. Default: three quarters of what this process may use (control group limit included). */
  memoryBudgetBytes?: number | undefined;
  /** Models in memory at once, whatever they take. Default 8. */
  maxLoadedModels?: number | undefined;
  /** A busy process that gives no sign of life for so long is killed (later when its own steps take long). Default 30 000. */
  stallMs?: number | undefined;
  /** A model that is not loaded by then is given up. Default 600 000. */
  loadTimeoutMs?: number | undefined;
  log?: ((level: 'info' | 'warn' | 'error', message: string) => void) | undefined;
}

export type EngineSettings = Required<{ [K in keyof Omit<LlamaEngineOptions, 'contextSize'>]: NonNullable<LlamaEngineOptions[K]> }> & {
  contextSize: number | null;
};

export function settingsFrom(options: LlamaEngineOptions): EngineSettings {
  return {
    slots: options.slots ?? 4,
    contextSize: options.contextSize ?? null,
    threads: options.threads ?? defaultThreads(),
    gpu: options.gpu ?? 'auto',
    maxQueue: options.maxQueue ?? 100,
    memoryBudgetBytes: options.memoryBudgetBytes ?? defaultMemoryBudget(),
    maxLoadedModels: options.maxLoadedModels ?? 8,
    stallMs: options.stallMs ?? 30_000,
    loadTimeoutMs: options.loadTimeoutMs ?? 600_000,
    log: options.log ?? (() => {}),
  };
}
