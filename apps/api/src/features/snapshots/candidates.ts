import type { Evaluation, Priority, SnapshotOptions, Turn } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { isFound } from '../../log-search.js';

/** What is read of an evaluated log to see whether it can be taken. */
export interface Candidate {
  id: number;
  updatedAt: Date;
  evaluation: Evaluation;
  priority: Priority | null;
  evaluatedAt: Date | null;
  systemPrompt: string | null;
  turns: Turn[];
  question: string;
  answer: string;
  correctAnswer: string | null;
  finishReason: string | null;
  promptTokens: number | null;
  completionTokens: number | null;
}

// Few: what is read is garbage before V8 takes it for something that stays.
const readAtOnce = 50;
const columns = ['id', 'updatedAt', 'evaluation', 'priority', 'evaluatedAt', 'systemPrompt', 'turns', 'question', 'answer', 'correctAnswer', 'finishReason', 'promptTokens', 'completionTokens'] as const satisfies (keyof Candidate)[];

/** SQL: a snapshot has this log for itself. */
const isClaimed = (log: string) =>
  `EXISTS (SELECT 1 FROM snapshot_claims claim JOIN snapshots holder ON holder.id = claim.snapshot_id WHERE claim.log_id = ${log}.id AND holder.claimed_until > clock_timestamp())`;

/** Evaluated logs that fit, oldest first, some at a time: whatever they say is in memory only while it is looked at. Plain rows: of a hundred thousand, entities would be most of the memory. */
export async function* readCandidates(tx: EntityManager, options: SnapshotOptions): AsyncGenerator<Candidate[], void, undefined> {
  for (let after = 0; ; ) {
    const found = await fitting(tx, options).andWhere(`NOT ${isClaimed('log')}`).andWhere('log.id > :after', { after }).select(columns.map((column) => `log.${column} AS "${column}"`)).orderBy('log.id').limit(readAtOnce).getRawMany<Candidate>();
    if (found.length > 0) yield found;
    if (found.length < readAtOnce) return;
    after = found.at(-1)!.id;
  }
}

/** How many more would fit, if no snapshot had them for itself. */
export const countClaimedElsewhere = (tx: EntityManager, options: SnapshotOptions): Promise<number> => fitting(tx, options).andWhere(isClaimed('log')).getCount();

const fitting = (tx: EntityManager, options: SnapshotOptions): SelectQueryBuilder<ConversationLog> => {
  const query = tx.getRepository(ConversationLog).createQueryBuilder('log').where('log.pocId = :pocId AND log.evaluation IS NOT NULL AND log.finishReason IS NOT NULL', { pocId: options.poc_id });
  if (!options.include_trained) query.andWhere('log.status = 1');
  if (options.evaluation !== undefined) query.andWhere('log.evaluation = :evaluation', options);
  if (options.priority !== undefined) query.andWhere('log.priority = :priority', options);
  if (options.model_id !== undefined) query.andWhere('log.modelId = :model_id', options);
  if (options.since !== undefined) query.andWhere('log.timestamp >= :since', options);
  if (options.until !== undefined) query.andWhere('log.timestamp < :until', options);
  if (options.excluded_log_ids.length > 0) query.andWhere('log.id <> ALL (:excluded)', { excluded: options.excluded_log_ids });
  const search = options.search?.trim();
  return search ? query.andWhere(isFound('log', ':search'), { search }) : query;
};
