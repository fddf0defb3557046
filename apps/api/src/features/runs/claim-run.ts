import { claimGoneServer, Run } from '@llamune/db';
import type { DataSource, EntityManager } from 'typeorm';

/** Several runs go on at once only where they share what is loaded: two that need different files would drive each other out of memory, question by question. */
const samePlace = ({ model }: Run): string => model.file ?? model.serverUrl ?? '';

/** Runs at once on one server. */
const mostAtOnce = 4;
const looked = 50;

/**
 * Takes the next run, in the order of their ids: one that waits, or one whose server is gone. Null: there is none for now.
 * @param active Those that this server runs already.
 */
export const claimRun = (db: DataSource, serverId: number, active: Run[]): Promise<Run | null> =>
  db.transaction(async (tx) => {
    if (active.length >= mostAtOnce) return null;
    const open = await tx
      .getRepository(Run)
      .createQueryBuilder('run')
      .innerJoinAndSelect('run.model', 'model')
      .where("run.state IN ('waiting', 'running')")
      .orderBy('run.id')
      .limit(looked)
      .setLock('pessimistic_write', undefined, ['run'])
      .setOnLocked('skip_locked')
      .getMany();
    for (const run of open) {
      if (active.some(({ id }) => id === run.id) || (active.length > 0 && samePlace(run) !== samePlace(active[0]!))) continue;
      if (run.state === 'running' && !(await isAbandoned(tx, run, serverId))) continue;
      await tx.update(Run, run.id, { state: 'running', serverId, error: null, ...(run.startedAt === null && { startedAt: new Date() }) });
      return run;
    }
    return null;
  });

const isAbandoned = async (tx: EntityManager, run: Run, serverId: number): Promise<boolean> => run.serverId === null || run.serverId === serverId || claimGoneServer(tx, run.serverId);
