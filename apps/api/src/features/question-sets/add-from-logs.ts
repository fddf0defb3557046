import { ConversationLog, type QuestionSet } from '@llamune/db';
import type { DataSource, EntityManager, SelectQueryBuilder } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { questionKeyOf } from '../../fold-question.js';
import { isFound } from '../../log-search.js';
import { beginVersion, findLiveByKey, lockSet, refuseTooMany } from './set-version.js';

interface LogsToTake {
  take: 'corrected' | 'good' | 'both';
  topic: string | null;
  limit: number;
  priority: number | undefined;
  modelId: number | undefined;
  since: string | undefined;
  until: string | undefined;
  search: string | undefined;
}

const readAtOnce = 1000;
/** The key is made of the question's beginning (`fold-question.ts`): no more of it is read. */
const readOfQuestion = 2000;

// As a snapshot has it (check-candidates.ts): what was cut off is no answer to expect, and a blank correction says nothing. What was asked in the middle of a
// conversation cannot be asked alone.
const isGood = "log.evaluation = 1 AND log.finish_reason = 'stop' AND btrim(log.answer, E' \\n\\r\\t\\u3000') <> ''";
const isCorrected = "log.evaluation > 1 AND btrim(log.correct_answer, E' \\n\\r\\t\\u3000') <> ''";
const taken = { good: isGood, corrected: isCorrected, both: `((${isGood}) OR (${isCorrected}))` };
const standsAlone = "log.turns = '[]'";

/** Judged logs of the set's PoC, oldest first, in one new version. Their texts are copied within the database. */
export const addFromLogs = (db: DataSource, caller: Caller, setId: number, options: LogsToTake): Promise<{ added: number; known: number }> =>
  db.transaction(async (tx) => {
    const set = await lockSet(tx, setId);
    const found = { added: 0, known: 0 };
    let version: number | null = null;
    const seen = new Set<string>();
    for await (const part of readQuestions(tx, set, options)) {
      const keys = part.map(({ question }) => questionKeyOf(question));
      const live = await findLiveByKey(tx, setId, keys);
      const rows: { id: number; key: string }[] = [];
      for (const [at, { id }] of part.entries()) {
        if (found.added + rows.length >= options.limit) break;
        const key = keys[at]!;
        if (live.has(key) || seen.has(key)) found.known++;
        else rows.push({ id, key });
        seen.add(key);
      }
      if (rows.length > 0) found.added += await copyLogs(tx, set, (version ??= await beginVersion(tx, caller, set)), rows, options);
      if (found.added >= options.limit) break;
    }
    await refuseTooMany(tx, setId);
    return found;
  });

async function* readQuestions(tx: EntityManager, set: QuestionSet, options: LogsToTake): AsyncGenerator<{ id: number; question: string }[], void, undefined> {
  for (let after = 0; ; ) {
    const part = await fitting(tx, set, options)
      .andWhere('log.id > :after', { after })
      .select('log.id', 'id')
      .addSelect(`left(log.question, ${readOfQuestion})`, 'question')
      .orderBy('log.id')
      .limit(readAtOnce)
      .getRawMany<{ id: number; question: string }>();
    if (part.length > 0) yield part;
    if (part.length < readAtOnce) return;
    after = part.at(-1)!.id;
  }
}

const fitting = (tx: EntityManager, { pocId }: QuestionSet, { take, priority, modelId, since, until, search }: LogsToTake): SelectQueryBuilder<ConversationLog> => {
  const query = tx.getRepository(ConversationLog).createQueryBuilder('log').where(`log.pocId = :pocId AND ${taken[take]} AND ${standsAlone}`, { pocId });
  if (priority !== undefined) query.andWhere('log.priority = :priority', { priority });
  if (modelId !== undefined) query.andWhere('log.modelId = :modelId', { modelId });
  if (since !== undefined) query.andWhere('log.timestamp >= :since', { since });
  if (until !== undefined) query.andWhere('log.timestamp < :until', { until });
  const text = search?.trim();
  return text ? query.andWhere(isFound('log', ':text'), { text }) : query;
};

/** A log that was judged anew since it was read is left out. */
const copyLogs = async (tx: EntityManager, { id: setId }: QuestionSet, version: number, rows: { id: number; key: string }[], { take, topic }: LogsToTake): Promise<number> => {
  const [{ count }] = await tx.query(
    `WITH copied AS (
       INSERT INTO set_questions (set_id, added_in, question, question_key, expected_answer, topic, log_id)
       SELECT $1, $2, log.question, chosen.key, CASE WHEN log.evaluation = 1 THEN log.answer ELSE log.correct_answer END, $3, log.id
         FROM unnest($4::int[], $5::text[]) AS chosen (id, key) JOIN conversation_logs log ON log.id = chosen.id
        WHERE ${taken[take]} ORDER BY log.id
       RETURNING id
     ) SELECT count(*)::int AS count FROM copied`,
    [setId, version, topic, rows.map(({ id }) => id), rows.map(({ key }) => key)],
  );
  return count as number;
};
