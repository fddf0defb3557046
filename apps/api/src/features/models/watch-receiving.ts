import type { ReceiveEvent } from '@llamune/contracts';
import type { Caller } from '../../authenticate.js';
import { withProgress } from '../../latest-progress.js';
import type { Services } from '../../trpc.js';
import { findModel } from './find-models.js';
import { modelToWire } from './model-wire.js';
import { receiveResult, type ReceiveProgress } from './receive-result.js';

/** Receives a result and tells how far it is. Whoever goes away ends it, and nothing is registered. */
export const watchReceiving = (services: Services, caller: Caller, file: string, signal: AbortSignal | undefined): AsyncGenerator<ReceiveEvent, void, undefined> =>
  withProgress<ReceiveProgress, number, ReceiveEvent>(
    (watch) => receiveResult(services, caller, file, watch),
    async (id) => ({ type: 'received', model: modelToWire(await findModel(services, id)) }),
    signal,
  );
