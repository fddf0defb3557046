import type { ServerSource } from '../engine.js';
import { isObject } from './chat-chunk.js';
import { exchange, readShort } from './http-exchange.js';
import { listModels, type ListedModel } from './model-list.js';
import type { ServerSettings } from './options.js';
import type { ServerAddress } from './server-address.js';

/** As far as it matters here: whether an adapter is a number, a path, or a model. */
export type ServerKind = 'vllm' | 'llama-server' | 'ollama' | 'unknown';

const KINDS: Partial<Record<string, ServerKind>> = { vllm: 'vllm', llamacpp: 'llama-server', library: 'ollama' };
const LONGEST_LIST = 100_000;

/** By the owner that its models have; mlx_lm.server names none, Ollama other people for some. */
export function kindOf(models: readonly ListedModel[]): ServerKind {
  return models.map(({ owner }) => KINDS[owner ?? '']).find((kind) => kind !== undefined) ?? 'unknown';
}

/** Never fails: a server that is not there is told by the question itself. */
export async function askForKind(address: ServerAddress, source: ServerSource, settings: ServerSettings, signal: AbortSignal): Promise<ServerKind> {
  return listModels(address, source, settings, signal).then(kindOf, () => 'unknown');
}

/** The numbers of the adapters that a llama-server was started with. Null: it does not say. */
export async function askForAdapters(address: ServerAddress, { apiKey }: ServerSource, settings: ServerSettings, signal: AbortSignal): Promise<string[] | null> {
  const url = address.at('/lora-adapters');
  url.pathname = url.pathname.replace(/\/v1\/lora-adapters$/, '/lora-adapters');
  try {
    const reply = await exchange({ url, apiKey, connectMs: settings.connectMs, signal: AbortSignal.any([signal, AbortSignal.timeout(settings.listMs)]) });
    const list: unknown = JSON.parse(await readShort(reply, LONGEST_LIST));
    return reply.statusCode === 200 && Array.isArray(list) ? list.flatMap((entry: unknown) => (isObject(entry) && Number.isSafeInteger(entry['id']) ? [String(entry['id'])] : [])) : null;
  } catch {
    return null;
  }
}
