import type { Evaluation, LlamuneClient, LogRow, Priority } from '@llamune/contracts';

/** What can be changed from the table. */
export type RowValues = { evaluation?: Evaluation | null; priority?: Priority | null };
/** One row as its reader saw it, and what it becomes. */
export interface RowStep {
  row: LogRow;
  to: RowValues;
}
export type SaveResult = Awaited<ReturnType<LlamuneClient['logs']['evaluateMany']['mutate']>>;
export type SkipReason = SaveResult['skipped'][number]['reason'];

const namesIn = (values: RowValues) => Object.keys(values) as (keyof RowValues)[];
/** What those values are now. */
const valuesNow = (row: LogRow, like: RowValues): RowValues => Object.fromEntries(namesIn(like).map((name) => [name, row[name]]));

/** A row that has the values already would only make noise in its history. */
export const stepsTo = (rows: Iterable<LogRow>, to: RowValues): RowStep[] => [...rows].filter((row) => namesIn(to).some((name) => row[name] !== to[name])).map((row) => ({ row, to }));

export const patchesOf = (steps: readonly RowStep[]) => new Map<number, Partial<LogRow>>(steps.map(({ row, to }) => [row.id, to]));
export const patchesBack = (steps: readonly RowStep[]) => new Map<number, Partial<LogRow>>(steps.map(({ row, to }) => [row.id, valuesNow(row, to)]));

/** What the server made of the steps: which were saved, as rows that lead back, and what has to be shown of all. */
export const settle = (steps: readonly RowStep[], { updated }: SaveResult, by: string) => {
  const savedAt = new Map(updated.map(({ log_id, updated_at }) => [log_id, updated_at]));
  const isSaved = ({ row }: RowStep) => savedAt.has(row.id);
  const saved = steps.filter(isSaved).map(({ row, to }) => {
    const updated_at = savedAt.get(row.id)!;
    const verdict = to.evaluation === undefined ? {} : to.evaluation === null ? { evaluated_at: null, evaluated_by: null } : { evaluated_at: updated_at, evaluated_by: by };
    return { patch: { ...to, ...verdict, updated_at }, back: { row: { ...row, ...to, updated_at }, to: valuesNow(row, to) } };
  });
  const patches = new Map<number, Partial<LogRow>>([...patchesBack(steps.filter((step) => !isSaved(step))), ...saved.map(({ patch, back }) => [back.row.id, patch] as const)]);
  return { patches, back: saved.map(({ back }) => back) };
};

export const countByReason = (skipped: SaveResult['skipped']): [SkipReason, number][] =>
  [...new Set(skipped.map(({ reason }) => reason))].map((reason) => [reason, skipped.filter((one) => one.reason === reason).length]);
