import { Poc } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { notFound } from '../../errors.js';

const mostPocs = 1000;

export const findPocs = (db: DataSource): Promise<Poc[]> => db.getRepository(Poc).find({ order: { id: 'ASC' }, take: mostPocs });

export const findPoc = async (db: DataSource | EntityManager, id: number): Promise<Poc> => {
  const poc = await db.getRepository(Poc).findOneBy({ id });
  if (!poc) throw notFound('PoC');
  return poc;
};

interface Change {
  name?: string | null | undefined;
  domain?: string | null | undefined;
  defaultSystemPrompt?: string | null | undefined;
  exampleQuestions?: string[] | null | undefined;
}

export const createPoc = (db: DataSource, caller: Caller, { name, domain, defaultSystemPrompt, exampleQuestions }: Change & { name: string }): Promise<Poc> =>
  asAuthor(db, caller, (tx) =>
    tx.save(tx.create(Poc, { name, domain: domain ?? null, defaultSystemPrompt: defaultSystemPrompt ?? null, exampleQuestions: exampleQuestions ?? [] })),
  );

/** Omitted and null are unchanged, as the original has it; sessions keep the prompt they started with. */
export const updatePoc = (db: DataSource, caller: Caller, id: number, change: Change): Promise<Poc> =>
  asAuthor(db, caller, async (tx) => {
    // Only what is named is written: two who change different fields at once both succeed.
    const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined && value !== null));
    if (Object.keys(named).length > 0) await tx.update(Poc, id, named);
    return findPoc(tx, id);
  });

/** The trigger that keeps the versions of the system prompt reads who changes it. */
const asAuthor = <T>(db: DataSource, caller: Caller, change: (tx: EntityManager) => Promise<T>): Promise<T> =>
  db.transaction(async (tx) => {
    await tx.query("SELECT set_config('llamune.user_id', $1, true)", [String(caller.id)]);
    return change(tx);
  });
