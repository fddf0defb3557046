import type { TakeEvent, TakeSnapshot } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { withProgress } from '../../latest-progress.js';
import { findSnapshot } from './find-snapshots.js';
import { snapshotToWire } from './snapshot-wire.js';
import { takeSnapshot, type TakeProgress } from './take-snapshot.js';

/** Takes a snapshot and tells how far it is. Whoever goes away ends it, and nothing is taken. */
export const watchTaking = (db: DataSource, caller: Caller, request: TakeSnapshot, signal: AbortSignal | undefined): AsyncGenerator<TakeEvent, void, undefined> =>
  withProgress<TakeProgress, number, TakeEvent>(
    (watch) => takeSnapshot(db, caller, request, watch),
    async (id) => ({ type: 'done', snapshot: snapshotToWire(await findSnapshot(db, id)) }),
    signal,
  );
