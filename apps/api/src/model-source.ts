import type { Model } from '@llamune/db';
import { LlmError, type ModelSource, type ServerSource } from '@llamune/llm';
import { DomainError } from './errors.js';
import type { ModelsFolder } from './models-folder.js';

/** What the environment says of OpenAI-compatible servers. */
export interface ModelServers {
  /** Runs every model that names neither a file nor a server of its own. */
  defaultUrl: string | undefined;
  /** By the name of the variable: LLM_SERVER_KEY and LLM_KEY_…. Never logged, never part of a reply. */
  keys: ReadonlyMap<string, string>;
}

export type ModelPlace = Pick<Model, 'modelName' | 'file' | 'adapter' | 'serverUrl' | 'servedModel' | 'apiKeyEnv'>;
export interface Places {
  modelsFolder: ModelsFolder;
  modelServers: ModelServers;
}

/**
 * Where a model runs: its file, its server, or else the server of LLM_SERVER_URL. `missing` names the file that is not there;
 * null: the row names none, and there is no such server.
 * @throws {DomainError} invalid, when the row (it may be by psql) names a place that is never opened, or a key that is not set.
 */
export const sourceOfModel = async ({ modelsFolder, modelServers }: Places, model: ModelPlace): Promise<ModelSource | { missing: string | null }> => {
  if (model.file) return modelsFolder.sourceOf(model);
  if (model.serverUrl) return serverSource(model, model.serverUrl, model.apiKeyEnv ? requireKey(modelServers, model.apiKeyEnv) : undefined);
  return modelServers.defaultUrl ? serverSource(model, modelServers.defaultUrl, modelServers.keys.get('LLM_SERVER_KEY')) : { missing: null };
};

/** The same for whoever needs an answer. @throws {LlmError} model_not_found, with what is to be done. */
export const requireSource = async (places: Places, model: ModelPlace & Pick<Model, 'version'>): Promise<ModelSource> => {
  const source = await sourceOfModel(places, model);
  if (!('missing' in source)) return source;
  const named = `"${model.modelName}" version ${model.version}`;
  const message = source.missing
    ? `The file "${source.missing}" of the model ${named} is not in the models folder. Put it there and ask again.`
    : `The model ${named} has no file and no server. Put its GGUF file into the models folder and register it with the model, or register the model server that runs it.`;
  throw new LlmError('model_not_found', message);
};

const serverSource = ({ modelName, servedModel, adapter }: ModelPlace, url: string, apiKey: string | undefined): ServerSource => {
  const problem = serverUrlProblem(url);
  if (problem) throw new DomainError('invalid', `server_url: ${problem}`);
  return { baseUrl: url.replace(/\/+$/, ''), model: servedModel ?? modelName, adapter: adapter ?? undefined, apiKey };
};

/** Of all variables only LLM_KEY_…: a row must not be able to send another secret of this server to its address. @throws {DomainError} invalid */
export const requireKey = ({ keys }: ModelServers, name: string): string => {
  const key = /^LLM_KEY_[A-Z0-9_]{1,60}$/.test(name) ? keys.get(name) : undefined;
  if (key === undefined) throw new DomainError('invalid', `api_key_env: The environment variable ${name.slice(0, 80)}, which holds the key for the model's server, is not set. Set it in .env and start llamune_poc again.`);
  return key;
};

/** What is wrong with the address of a model server, or null. The address is shown to every user, so it must hold no secret. */
export const serverUrlProblem = (text: string): string | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return 'It must be an http or https address, as http://127.0.0.1:8080/v1.';
  if (url.username || url.password) return 'It must not hold a user name or a password. Put the key into an environment variable LLM_KEY_… and name that as api_key_env.';
  if (url.search || url.hash) return 'It must end with its path, as http://127.0.0.1:8080/v1, without "?" or "#".';
  return null;
};
