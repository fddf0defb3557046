import { LlmError, type ServerSource } from '../engine.js';
import { isObject } from './chat-chunk.js';
import { connectionFault } from './connection-fault.js';
import { exchange, readShort } from './http-exchange.js';
import type { ServerSettings } from './options.js';
import { refusalOf } from './refusal.js';
import { Refused } from './refused.js';
import { saidText } from './said-text.js';
import type { ServerAddress } from './server-address.js';

export interface ListedModel {
  id: string;
  /** `vllm`, `llamacpp`, Ollama's `library`; mlx_lm.server names none. */
  owner: string | null;
}

const LONGEST_LIST = 4_000_000;
const MOST_NAMED = 5;
const LONGEST_NAME = 100;

/** @throws {Refused} */
export async function listModels(address: ServerAddress, { model, apiKey }: ServerSource, settings: ServerSettings, signal: AbortSignal): Promise<ListedModel[]> {
  const connection = AbortSignal.any([signal, AbortSignal.timeout(settings.listMs)]);
  const asked = { label: address.label, model, apiKey };
  try {
    const reply = await exchange({ url: address.at('/models'), apiKey, connectMs: settings.connectMs, signal: connection });
    const text = await readShort(reply, LONGEST_LIST);
    const isPage = /html/i.test(reply.headers['content-type'] ?? '');
    if (reply.statusCode !== 200 || isPage) throw refusalOf({ status: reply.statusCode ?? 0, headers: reply.headers, text }, asked);
    return parseList(text, address.label);
  } catch (error) {
    if (error instanceof Refused || error instanceof LlmError || signal.aborted) throw error;
    if (connection.aborted) throw new Refused(new LlmError('server_unreachable', `The model server at ${address.label} did not list its models within ${settings.listMs / 1000} s.`));
    throw connectionFault(error, address.label, settings.connectMs);
  }
}

/** Nothing at all is what mlx_lm.server sends where Hugging Face's cache does not exist yet. */
function parseList(text: string, label: string): ListedModel[] {
  if (text.trim() === '') return [];
  let json: unknown = null;
  try {
    json = JSON.parse(text);
  } catch {
    // Told below.
  }
  const list = isObject(json) ? (json['data'] ?? []) : null;
  if (!Array.isArray(list)) throw new Refused(new LlmError('server_failed', `The server at ${label} does not list its models as an OpenAI-compatible server does.`));
  return list.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry['id'] !== 'string') return [];
    return [{ id: entry['id'], owner: typeof entry['owned_by'] === 'string' ? entry['owned_by'] : null }];
  });
}

/**
 * A missing name is only held against a server that goes by names: llama-server answers with its one model whatever it is called,
 * mlx_lm.server lists what is in Hugging Face's cache and fetches the rest.
 * @throws {LlmError} model_not_found
 */
export function requireListed(models: ListedModel[], { model, apiKey }: ServerSource, label: string): void {
  const goesByNames = models.some(({ owner }) => owner === 'vllm' || owner === 'library') || (models.length > 1 && models.some(({ owner }) => owner !== null));
  if (!goesByNames || models.some(({ id }) => id === model || id === `${model}:latest`)) return;
  const named = models.slice(0, MOST_NAMED).map(({ id }) => `"${saidText(id, apiKey, LONGEST_NAME)}"`);
  const more = models.length > MOST_NAMED ? ` and ${models.length - MOST_NAMED} more` : '';
  throw new LlmError('model_not_found', `The model server at ${label} has no model "${model}". It has ${named.join(', ')}${more}.`);
}
