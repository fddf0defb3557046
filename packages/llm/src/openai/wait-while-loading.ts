import { setTimeout as pause } from 'node:timers/promises';
import type { ServerSource } from '../engine.js';
import { listModels, type ListedModel } from './model-list.js';
import type { ServerSettings } from './options.js';
import { Refused } from './refused.js';
import { serverAddress } from './server-address.js';

/**
 * What a server lists, as soon as it has loaded: llama-server takes no request before that.
 * @throws {LlmError} why it does not, or `queue_full` when it still loads after `loadTimeoutMs`.
 */
export async function waitWhileLoading(source: ServerSource, settings: ServerSettings, signal: AbortSignal, onLoading: () => void): Promise<ListedModel[]> {
  const address = serverAddress(source.baseUrl);
  const deadline = performance.now() + settings.loadTimeoutMs;
  for (;;) {
    try {
      return await listModels(address, source, settings, signal);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error.remedy?.kind !== 'loading' || performance.now() > deadline) throw error.error;
    }
    onLoading();
    await pause(settings.loadingPollMs, undefined, { signal });
  }
}
