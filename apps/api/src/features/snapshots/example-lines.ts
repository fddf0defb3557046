import type { SnapshotExample as WireExample } from '@llamune/contracts';
import { SnapshotExample } from '@llamune/db';
import type { EntityManager } from 'typeorm';

export type Example = Omit<SnapshotExample, 'snapshot' | 'log' | 'snapshotId'>;
// Plain rows: of a hundred thousand, entities would be most of the memory.
const columns = ['logId', 'split', 'evaluation', 'priority', 'systemPrompt', 'turns', 'question', 'target', 'rejected'] as const satisfies (keyof Example)[];
// Few: what is read is garbage before V8 takes it for something that stays.
const readAtOnce = 50;

/** Examples in order of their logs, some at a time. */
export async function* readExamples(db: EntityManager, snapshotId: number, split?: SnapshotExample['split']): AsyncGenerator<Example[], void, undefined> {
  for (let after = 0; ; ) {
    const rows = await findExamples(db, snapshotId, { split, after, limit: readAtOnce });
    if (rows.length > 0) yield rows;
    if (rows.length < readAtOnce) return;
    after = rows.at(-1)!.logId;
  }
}

export const findExamples = (db: EntityManager, snapshotId: number, { split, after, limit }: { split: SnapshotExample['split'] | undefined; after: number; limit: number }): Promise<Example[]> => {
  const query = db.getRepository(SnapshotExample).createQueryBuilder('example').select(columns.map((column) => `example.${column} AS "${column}"`)).where('example.snapshotId = :snapshotId AND example.logId > :after', { snapshotId, after });
  if (split) query.andWhere('example.split = :split', { split });
  return query.orderBy('example.logId').limit(limit).getRawMany<Example>();
};

export const exampleToWire = (example: Example): WireExample => ({
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
export const exampleLine = (example: Example): string => `${JSON.stringify(exampleToWire(example))}\n`;
