import { QuestionSet } from '@llamune/db';
import type { DataSource } from 'typeorm';
import { notFound } from '../../errors.js';

interface Counts {
  judged: number;
  good: number;
}
export interface Matrix {
  versions: { runId: number; modelId: number; modelName: string; modelVersion: number; modelIsDemo: boolean; overall: Counts }[];
  /** A cell for each version, in their order. */
  topics: { topic: string | null; cells: Counts[] }[];
}
const mostVersions = 20;
const mostTopics = 200;
const none: Counts = { judged: 0, good: 0 };

/** How good each version is at each topic of a set, by its newest finished run. */
export const versionMatrix = async (db: DataSource, setId: number): Promise<Matrix> => {
  if (!(await db.getRepository(QuestionSet).existsBy({ id: setId }))) throw notFound('Question set');
  const versions = await db.query<Omit<Matrix['versions'][number], 'overall'>[]>(newestRuns, [setId, mostVersions]);
  const rows = await db.query<(Counts & { runId: number; topic: string | null; isOverall: boolean; questions: number })[]>(countCells, [versions.map(({ runId }) => runId)]);
  const sizes = new Map<string | null, number>();
  const cells = new Map(rows.map(({ runId, topic, isOverall, judged, good }) => [keyOf(runId, isOverall, topic), { judged, good }]));
  for (const { topic, isOverall, questions } of rows) if (!isOverall) sizes.set(topic, Math.max(sizes.get(topic) ?? 0, questions));
  // Rows come in the order of topics, which the sort keeps among equals.
  const topics = [...sizes].toSorted(([, one], [, other]) => other - one).slice(0, mostTopics);
  return {
    versions: versions.map((version) => ({ ...version, overall: cells.get(keyOf(version.runId, true, null)) ?? none })),
    topics: topics.map(([topic]) => ({ topic, cells: versions.map(({ runId }) => cells.get(keyOf(runId, false, topic)) ?? none) })),
  };
};

const keyOf = (runId: number, isOverall: boolean, topic: string | null) => JSON.stringify([runId, isOverall, topic]);

const newestRuns = `
  SELECT * FROM (
    SELECT DISTINCT ON (run.model_id) run.id AS "runId", model.id AS "modelId", model.model_name AS "modelName", model.version AS "modelVersion", model.is_demo AS "modelIsDemo"
      FROM runs run JOIN models model ON model.id = run.model_id WHERE run.set_id = $1 AND run.state = 'done' ORDER BY run.model_id DESC, run.id DESC LIMIT $2
  ) newest ORDER BY "modelId"`;
const countCells = `
  WITH asked AS (
    SELECT run_id, question_id, count(evaluation) = count(*) AS is_judged, 2 * count(*) FILTER (WHERE evaluation = 1) > count(*) AS is_good
      FROM run_answers WHERE run_id = ANY ($1) GROUP BY run_id, question_id
  )
  SELECT asked.run_id AS "runId", question.topic, grouping(question.topic) = 1 AS "isOverall", count(*)::int AS questions,
         count(*) FILTER (WHERE is_judged)::int AS judged, count(*) FILTER (WHERE is_judged AND is_good)::int AS good
    FROM asked JOIN set_questions question ON question.id = asked.question_id
   GROUP BY GROUPING SETS ((asked.run_id), (asked.run_id, question.topic)) ORDER BY question.topic, asked.run_id`;
