import type { Model } from '@llamune/db';
import type { Caller } from '../../authenticate.js';
import { DomainError } from '../../errors.js';
import { requireKey, serverUrlProblem } from '../../model-source.js';
import type { Services } from '../../trpc.js';
import { requireFile } from './inspect-file.js';

/** Where a model runs: a file (and adapter) of the models folder, or a server. */
export type Place = Pick<Model, 'file' | 'adapter' | 'serverUrl' | 'servedModel' | 'apiKeyEnv'>;

export const placeOf = ({ file, adapter, serverUrl, servedModel, apiKeyEnv }: Model): Place => ({ file, adapter, serverUrl, servedModel, apiKeyEnv });

/** @throws {DomainError} invalid, naming the field that contradicts another. */
export const requireOnePlace = ({ file, serverUrl, servedModel, apiKeyEnv }: Place) => {
  if (file && serverUrl) throw new DomainError('invalid', 'server_url: A model has either a file or a server_url, not both. Clear the other one with null.');
  if (file && servedModel) throw new DomainError('invalid', 'served_model: It names a model on a server, but this model has a file.');
  if (apiKeyEnv && !serverUrl) throw new DomainError('invalid', 'api_key_env: It needs a server_url. The key for the server of LLM_SERVER_URL is LLM_SERVER_KEY.');
  const problem = serverUrl && serverUrlProblem(serverUrl);
  if (problem) throw new DomainError('invalid', `server_url: ${problem}`);
};

/** Looks at the files that the model names, in processes that may die of them; an adapter on a server is that server's matter. */
export const requireUsable = async (services: Services, place: Place) => {
  requireOnePlace(place);
  const onServer = place.serverUrl ?? (place.file ? null : services.modelServers.defaultUrl);
  if (place.apiKeyEnv) requireKey(services.modelServers, place.apiKeyEnv);
  const model = place.file ? await requireFile(services, 'file', place.file) : null;
  const adapter = place.adapter && !onServer ? await requireFile(services, 'adapter', place.adapter) : null;
  if (model && adapter && model.architecture !== adapter.architecture)
    throw new DomainError('invalid', `adapter: "${place.adapter}" was made for a model of the architecture ${adapter.architecture}; "${place.file}" is ${model.architecture}.`);
};

/**
 * A learner registers versions, it does not decide where this server connects to or which secrets it sends there: address and key are the
 * parent's or none. Every question of every evaluator would go to that address.
 */
export const requireKnownServer = (caller: Caller, { serverUrl, apiKeyEnv }: Place, parent: Place | null) => {
  if (caller.role === 'admin' || (!serverUrl && !apiKeyEnv)) return;
  if (!serverUrl || serverUrl !== parent?.serverUrl) throw new DomainError('forbidden', 'server_url: A learner can name only the server of the parent model (parent_id), exactly as it is there. Let an admin register a model with a new address.');
  if (apiKeyEnv && apiKeyEnv !== parent.apiKeyEnv) throw new DomainError('forbidden', 'api_key_env: A learner can name only the key of the parent model (parent_id).');
};
