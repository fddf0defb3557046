import type { RunState } from '@llamune/contracts';
import { Run } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';
import type { Services } from '../../trpc.js';

interface RunProgress {
  total: number;
  answered: number;
  failed: number;
  judged: number;
  carried: number;
}
export interface RunWithProgress {
  run: Run;
  progress: RunProgress;
  /** While this server runs it. */
  remainingSeconds: number | null;
}
export interface Maker {
  file: string | null;
  fileSha256: string | null;
  adapter: string | null;
  server: string | null;
  servedModel: string | null;
  answers: number;
}
export interface RunFilter {
  pocId: number | undefined;
  setId: number | undefined;
  modelId: number | undefined;
  state: RunState | undefined;
  before: number | undefined;
  limit: number;
}

/** Newest first. */
export const findRuns = async (services: Services, { pocId, setId, modelId, state, before, limit }: RunFilter): Promise<RunWithProgress[]> => {
  const query = withNames(services.db);
  if (pocId !== undefined) query.andWhere('run.pocId = :pocId', { pocId });
  if (setId !== undefined) query.andWhere('run.setId = :setId', { setId });
  if (modelId !== undefined) query.andWhere('run.modelId = :modelId', { modelId });
  if (state !== undefined) query.andWhere('run.state = :state', { state });
  if (before !== undefined) query.andWhere('run.id < :before', { before });
  return withProgress(services, await query.orderBy('run.id', 'DESC').limit(limit).getMany());
};

/** In the order of their ids. */
export const findRunsById = async (services: Services, ids: number[]): Promise<RunWithProgress[]> => withProgress(services, await withNames(services.db).where('run.id IN (:...ids)', { ids }).orderBy('run.id').getMany());

export const findRun = async (services: Services, id: number): Promise<RunWithProgress> => {
  const [run] = await findRunsById(services, [id]);
  if (!run) throw notFound('Run');
  return run;
};

/** What the engine said with each answer that it had used. */
export const findMakers = (db: DataSource, runId: number): Promise<Maker[]> =>
  db.query(
    `SELECT engine->>'file' AS file, engine->>'file_sha256' AS "fileSha256", engine->>'adapter' AS adapter, engine->>'server' AS server, engine->>'served_model' AS "servedModel", count(*)::int AS answers
       FROM run_answers WHERE run_id = $1 AND engine IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY answers DESC LIMIT 20`,
    [runId],
  );

const withNames = (db: DataSource) => db.getRepository(Run).createQueryBuilder('run').innerJoinAndSelect('run.set', 'set').innerJoinAndSelect('run.model', 'model').innerJoinAndSelect('run.createdBy', 'createdBy');

/** SQL: it ended without a whole text that a person could judge. */
export const hasFailed = (answer: string): string => `(${answer}.finish_reason IS NOT NULL AND ${answer}.answer_key IS NULL)`;

const withProgress = async ({ db, runs: workers }: Services, runs: Run[]): Promise<RunWithProgress[]> => {
  if (runs.length === 0) return [];
  const counts = await db.query<(RunProgress & { runId: number })[]>(
    `SELECT run_id AS "runId", count(*)::int AS total, count(finish_reason)::int AS answered, count(*) FILTER (WHERE ${hasFailed('answer')})::int AS failed,
            count(evaluation)::int AS judged, count(*) FILTER (WHERE evaluation IS NOT NULL AND carried_from IS NOT NULL)::int AS carried
       FROM run_answers answer WHERE run_id = ANY ($1) GROUP BY run_id`,
    [runs.map(({ id }) => id)],
  );
  const none = { total: 0, answered: 0, failed: 0, judged: 0, carried: 0 };
  return runs.map((run) => {
    const { runId: _, ...progress } = counts.find(({ runId }) => runId === run.id) ?? { runId: run.id, ...none };
    return { run, progress, remainingSeconds: workers.remainingSeconds(run.id, progress.total - progress.answered) };
  });
};
