import { DomainError } from '../../errors.js';
import type { DownloadAddress, HuggingFace } from './download-address.js';
import { IdleWatch } from './idle-watch.js';
import { FetchFailure, openRemoteFile, type RemoteFile } from './remote-file.js';

export type Probed = Omit<RemoteFile, 'body' | 'from'>;

const patienceMs = 30_000;
/** For all parts of a split model together. */
const longestMs = 60_000;

/** What is at an address: a few bytes of each file are asked for. @throws {DomainError} invalid: no such file; model_failed: the host does not answer. */
export const probe = async ({ parts }: DownloadAddress, huggingFace: HuggingFace, idleMs = patienceMs): Promise<Probed[]> => {
  const probed: Probed[] = [];
  const deadline = AbortSignal.timeout(longestMs);
  for (const { url } of parts) {
    using watch = new IdleWatch(Math.min(idleMs, patienceMs), deadline);
    try {
      const { body: _body, from: _from, ...found } = await openRemoteFile(url, { huggingFace, signal: watch.signal, last: 3 });
      probed.push(found);
    } catch (error) {
      if (watch.expired || deadline.aborted) throw new DomainError('model_failed', `${url.host} does not answer.`, { cause: error });
      if (error instanceof FetchFailure) throw new DomainError(error.passing ? 'model_failed' : 'invalid', error.passing ? error.message : `address: ${error.message}`, { cause: error });
      throw error;
    }
  }
  return probed;
};
