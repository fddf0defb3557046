import type { EntityManager } from 'typeorm';

/** Whoever changes who has which logs of a PoC waits here for whoever does so already, until the transaction ends. */
export const lockClaims = (tx: EntityManager, pocId: number): Promise<unknown> => tx.query("SELECT pg_advisory_xact_lock(hashtext('snapshot_claims'), $1)", [pocId]);
