import type { GateCheck } from '@llamune/contracts';
import { Model, Poc, Release } from '@llamune/db';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { DomainError, notFound } from '../../errors.js';
import { checkGate, type Gate } from './gate-checks.js';

interface Seen {
  /** The current release as it was looked at; null: there was none; undefined: does not matter. */
  seenReleaseId: number | null | undefined;
}
interface ToRelease extends Seen {
  modelId: number;
  comparisonId: number | undefined;
  exceptionReason: string | undefined;
}

/** Makes a version the default of a PoC: by a comparison in which it passes, or as an exception that somebody answers for. */
export const releaseModel = (db: DataSource, caller: Caller, pocId: number, { modelId, comparisonId, exceptionReason, seenReleaseId }: ToRelease): Promise<void> =>
  whileLocked(db, pocId, seenReleaseId, async (tx, newest) => {
    if (!(await tx.existsBy(Model, { id: modelId }))) throw notFound('Model');
    if (newest?.modelId === modelId) throw new DomainError('conflict', 'This version is the default already');
    const gate = comparisonId === undefined ? null : await checkGate(tx, comparisonId);
    if (gate && gate.pocId !== pocId) throw notFound('Comparison');
    if (gate && gate.modelId !== modelId) throw new DomainError('invalid', `comparison_id: its new version is model ${gate.modelId}. Name a comparison in which this version is the new one.`);
    const mayPass = gate?.passed ?? false;
    if (!mayPass && exceptionReason === undefined) throw refusalOf(gate);
    await tx.insert(Release, { pocId, modelId, comparisonId: comparisonId ?? null, checks: gate?.checks ?? [], exceptionReason: mayPass ? null : (exceptionReason ?? null), decidedById: caller.id });
  });

/** The version before becomes the default again. What was taken back counts no more: once more goes back one further. */
export const revertRelease = (db: DataSource, caller: Caller, pocId: number, { seenReleaseId }: Seen): Promise<void> =>
  whileLocked(db, pocId, seenReleaseId, async (tx) => {
    const [current, before] = await tx
      .getRepository(Release)
      .createQueryBuilder('release')
      .where({ pocId, revertsId: IsNull() })
      .andWhere('NOT EXISTS (SELECT 1 FROM releases later WHERE later.poc_id = :pocId AND later.reverts_id = release.id)', { pocId })
      .orderBy('release.id', 'DESC')
      .limit(2)
      .getMany();
    if (!current || !before) throw new DomainError('conflict', 'There is no version before this one to go back to. Release the one that you want.');
    await tx.insert(Release, { pocId, modelId: before.modelId, checks: [], revertsId: current.id, decidedById: caller.id });
  });

/** One at a time: whoever comes second decides about what the first one has left. */
const whileLocked = (db: DataSource, pocId: number, seenReleaseId: number | null | undefined, decide: (tx: EntityManager, newest: Release | null) => Promise<void>): Promise<void> =>
  db.transaction(async (tx) => {
    if (!(await tx.findOne(Poc, { where: { id: pocId }, lock: { mode: 'for_no_key_update' } }))) throw notFound('PoC');
    const newest = await tx.findOne(Release, { where: { pocId }, order: { id: 'DESC' } });
    if (seenReleaseId !== undefined && seenReleaseId !== (newest?.id ?? null)) throw new DomainError('conflict', 'Somebody has decided about the default meanwhile. Look at it again, then decide.');
    await decide(tx, newest);
  });

const refusalOf = (gate: Gate | null): DomainError => {
  if (!gate) return new DomainError('invalid', 'Name a comparison in which this version passes (comparison_id), or say why it becomes the default without one (exception_reason)');
  const failed = gate.checks.filter(({ passed }) => !passed).map(toWords);
  return new DomainError('conflict', `This version does not pass: ${failed.join(', ')}. Mend that, or say why it becomes the default nevertheless (exception_reason).`);
};

const toWords = ({ rule, limit, value }: GateCheck) => `${rule} is ${value === null ? 'not known yet' : Number(value.toFixed(4))} (${rule.startsWith('min_') ? 'at least' : 'at most'} ${limit})`;
