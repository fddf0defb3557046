import type { SnapshotExample as WireExample } from '@llamune/contracts';
import { SnapshotExample } from '@llamune/db';
import type { EntityManager } from 'typeorm';

const readAtOnce = 200;

/** Examples in order of their logs, some at a time. */
export async function* readExamples(db: EntityManager, snapshotId: number, split?: SnapshotExample['split']): AsyncGenerator<SnapshotExample[], void, undefined> {
  for (let after = 0; ; ) {
    const rows = await findExamples(db, snapshotId, { split, after, limit: readAtOnce });
    if (rows.length > 0) yield rows;
    if (rows.length < readAtOnce) return;
    after = rows.at(-1)!.logId;
  }
}

export const findExamples = (db: EntityManager, snapshotId: number, { split, after, limit }: { split: SnapshotExample['split'] | undefined; after: number; limit: number }): Promise<SnapshotExample[]> => {
  const query = db.getRepository(SnapshotExample).createQueryBuilder('example').where('example.snapshotId = :snapshotId AND example.logId > :after', { snapshotId, after });
  if (split) query.andWhere('example.split = :split', { split });
  return query.orderBy('example.logId').limit(limit).getMany();
};

export const exampleToWire = (example: SnapshotExample): WireExample => ({
  log_id: example.logId,
  split: example.split,
  evaluation: example.evaluation,
  priority: example.priority,
  system_prompt: example.systemPrompt,
  // Named one by one: jsonb does not keep the order of names, and every byte counts.
  turns: example.turns.map(({ log_id, question, answer }) => ({ log_id, question, answer })),
  question: example.question,
  target: example.target,
  rejected: example.rejected,
});

/** The one line of JSON by which an example is hashed, alone and with the others. */
export const exampleLine = (example: SnapshotExample): string => `${JSON.stringify(exampleToWire(example))}\n`;
