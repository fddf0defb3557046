import { Poc } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';

const mostPocs = 1000;

export const findPocs = (db: DataSource): Promise<Poc[]> => db.getRepository(Poc).find({ order: { id: 'ASC' }, take: mostPocs });

interface Change {
  name?: string | null | undefined;
  domain?: string | null | undefined;
  defaultSystemPrompt?: string | null | undefined;
}

export const createPoc = (db: DataSource, poc: Change & { name: string }): Promise<Poc> => {
  const pocs = db.getRepository(Poc);
  return pocs.save(pocs.create({ name: poc.name, domain: poc.domain ?? null, defaultSystemPrompt: poc.defaultSystemPrompt ?? null }));
};

/** Omitted and null are unchanged, as the original has it; sessions keep the prompt they started with. */
export const updatePoc = async (db: DataSource, id: number, { name, domain, defaultSystemPrompt }: Change): Promise<Poc> => {
  const pocs = db.getRepository(Poc);
  // Only what is named is written: two who change different fields at once both succeed.
  const named = Object.fromEntries(Object.entries({ name, domain, defaultSystemPrompt }).filter(([, value]) => value !== undefined && value !== null));
  if (Object.keys(named).length > 0) await pocs.update(id, named);
  const poc = await pocs.findOneBy({ id });
  if (!poc) throw notFound('PoC');
  return poc;
};
