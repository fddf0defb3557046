import type { Poc } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { requireTimeZone } from '../../time-zone.js';
import { countToBeJudged, countVersions, countWeeks, type ToBeJudged, type VersionCounts, type WeekCounts } from './count-logs.js';
import { findPoc } from './pocs.js';

export interface Overview {
  poc: Poc;
  /** By first use. */
  versions: (VersionCounts & ToBeJudged)[];
  weeks: WeekCounts[];
}

/**
 * Everybody's logs of a PoC, counted by model version and by the week of asking. What needs attention counts only what the caller may open.
 * @throws {DomainError} not_found; invalid, for what is no time zone.
 */
export const pocOverview = async (db: DataSource, caller: Caller, pocId: number, timeZone: string): Promise<Overview> => {
  requireTimeZone(timeZone);
  const poc = await findPoc(db, pocId);
  // Null: everybody's.
  const onlyOf = caller.role === 'admin' ? null : caller.id;
  // At one moment: what is judged meanwhile must not be counted twice, or be corrected without having been judged.
  return db.transaction('REPEATABLE READ', async (tx) => {
    const versions = await countVersions(tx, pocId, onlyOf);
    const toBeJudgedOf = new Map((await countToBeJudged(tx, pocId, onlyOf)).map((counts) => [counts.modelId, counts]));
    return { poc, versions: versions.map((version) => ({ ...version, ...(toBeJudgedOf.get(version.modelId) ?? nothing) })), weeks: await countWeeks(tx, pocId, timeZone) };
  });
};

const nothing = { unevaluated: 0, openUnevaluated: 0, needsCorrection: 0, openNeedsCorrection: 0 };
