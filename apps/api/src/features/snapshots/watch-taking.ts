import { EventEmitter, on } from 'node:events';
import type { TakeEvent, TakeSnapshot } from '@llamune/contracts';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { findSnapshot } from './find-snapshots.js';
import { snapshotToWire } from './snapshot-wire.js';
import { takeSnapshot, type TakeProgress } from './take-snapshot.js';

/** Takes a snapshot and tells how far it is; the newest state only, for whom reads slowly. Whoever goes away ends it, and nothing is taken. */
export async function* watchTaking(db: DataSource, caller: Caller, request: TakeSnapshot, signal: AbortSignal | undefined): AsyncGenerator<TakeEvent, void, undefined> {
  const gone = new AbortController();
  const ended = new AbortController();
  const news = new EventEmitter();
  let latest: TakeProgress | undefined;
  const taking = takeSnapshot(db, caller, request, {
    signal: signal ? AbortSignal.any([signal, gone.signal]) : gone.signal,
    onProgress: (progress) => {
      latest = progress;
      news.emit('progress');
    },
  }).finally(() => ended.abort());
  taking.catch(() => {});
  try {
    yield* progressOf(news, ended.signal, () => {
      const progress = latest;
      latest = undefined;
      return progress;
    });
    yield { type: 'done', snapshot: snapshotToWire(await findSnapshot(db, await taking)) };
  } finally {
    gone.abort();
  }
}

async function* progressOf(news: EventEmitter, ended: AbortSignal, takeLatest: () => TakeProgress | undefined): AsyncGenerator<TakeProgress, void, undefined> {
  try {
    for await (const _ of on(news, 'progress', { signal: ended })) {
      const progress = takeLatest();
      if (progress) yield progress;
    }
  } catch (error) {
    if (!ended.aborted) throw error;
  }
}
