import { LlmError } from '../engine.js';

/** Where a model server is. `label` is for people and as a key: without credentials and query. */
export interface ServerAddress {
  label: string;
  /** @param path As `/chat/completions`. */
  at(path: string): URL;
}

/** @throws {LlmError} server_unreachable, when it is no http or https address; the address itself may hold a secret and is not repeated. */
export function serverAddress(baseUrl: string): ServerAddress {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null;
  if (base === null || !/^https?:$/.test(base.protocol))
    throw new LlmError('server_unreachable', 'The address of the model server is not valid. It must look like http://127.0.0.1:8080/v1.');
  const folder = base.pathname.replace(/\/+$/, '');
  return {
    label: base.origin + folder,
    at(path) {
      const url = new URL(base);
      url.pathname = folder + path;
      url.hash = '';
      return url;
    },
  };
}
