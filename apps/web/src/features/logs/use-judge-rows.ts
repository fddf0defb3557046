import type { LogRow, User } from '@llamune/contracts';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { logListsKey } from '../../lib/log-queries';
import type { Outcome } from './outcome-bar';
import { countByReason, patchesBack, patchesOf, settle, stepsTo, type RowStep, type RowValues, type SaveResult } from './row-changes';
import { holdRows, patchRows, refreshRows, rowPatch } from './row-queries';
import { selection } from './selection';

// One after the other: whoever presses 1 and then 2 must have seen, at the second, what the first has made.
let tail: Promise<unknown> = Promise.resolve();
let waiting = 0;
const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
  waiting += 1;
  const turn = tail.then(run, run).finally(() => (waiting -= 1));
  tail = turn;
  return turn;
};
/** `updated_at` of what was saved from here. */
const ownChanges = new Map<number, string>();
const seenAt = ({ id, updated_at }: LogRow) => {
  const own = ownChanges.get(id);
  return own !== undefined && own > updated_at ? own : updated_at;
};

const show = (queryClient: QueryClient, patches: ReadonlyMap<number, Partial<LogRow>>) => {
  patchRows(queryClient, patches);
  selection.patch(patches);
};
const MOST_LOOKED_UP = 50;
/** What somebody else has made of a log: it may fit the list no more, and then no page of it tells. */
const showOthers = (queryClient: QueryClient, { skipped }: SaveResult) =>
  Promise.allSettled(
    skipped
      .filter(({ reason }) => reason === 'changed')
      .slice(0, MOST_LOOKED_UP)
      .map(async ({ log_id }) => patchRows(queryClient, new Map([[log_id, rowPatch(await queryClient.fetchQuery({ ...trpc.logs.get.queryOptions({ log_id }), staleTime: 0 }))]]))),
  );
/** Whatever else counts or shows judgements. */
const refreshOthers = (queryClient: QueryClient) => {
  for (const queryKey of [logListsKey, trpc.logs.get.pathKey(), trpc.logs.history.pathKey(), trpc.logs.pages.pathKey(), trpc.sessions.pathKey(), trpc.review.pathKey(), trpc.pocs.overview.pathKey()]) void queryClient.invalidateQueries({ queryKey });
};

/** Judges rows of the table: shown at once, saved one call after the other, undone as one; what could not be changed is told. */
export const useJudgeRows = (me: User, tell: (outcome: Outcome) => void) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { mutateAsync } = useMutation(trpc.logs.evaluateMany.mutationOptions());

  const save = (steps: readonly RowStep[]) =>
    inTurn(async () => {
      const result = await mutateAsync({ changes: steps.map(({ row, to }) => ({ log_id: row.id, ...to, seen_updated_at: seenAt(row) })) });
      for (const { log_id, updated_at } of result.updated) ownChanges.set(log_id, updated_at);
      return result;
    });

  const skippedText = ({ skipped }: SaveResult) =>
    skipped.length === 0 ? undefined : t('logs.bulk.skipped', { n: skipped.length, reasons: countByReason(skipped).map(([reason, n]) => t(`logs.bulk.reason.${reason}`, { n })).join(t('logs.bulk.join')) });

  const perform = async (steps: readonly RowStep[], textFor: (count: number) => string, canUndo: boolean) => {
    show(queryClient, patchesOf(steps));
    await holdRows(queryClient);
    // What was under way is back to what it was before it.
    show(queryClient, patchesOf(steps));
    try {
      const result = await save(steps);
      const { patches, back } = settle(steps, result, me.username);
      show(queryClient, patches);
      // Seen too early: whoever wants to change them all the same looks at them first.
      selection.drop(result.skipped.map(({ log_id }) => log_id));
      void showOthers(queryClient, result);
      const undo = canUndo && back.length > 0 ? () => void perform(back, (n) => t('logs.bulk.undone', { n }), false) : undefined;
      tell({ text: back.length > 0 ? textFor(back.length) : t('logs.bulk.noneChanged'), detail: skippedText(result), undo });
    } catch (error) {
      show(queryClient, patchesBack(steps));
      tell({ text: t('logs.bulk.failed'), detail: errorSentence(error), isError: true, again: () => void perform(steps, textFor, canUndo) });
    }
    if (waiting > 0) return;
    void refreshRows(queryClient);
    refreshOthers(queryClient);
  };

  return (rows: Iterable<LogRow>, to: RowValues) => {
    const steps = stepsTo(rows, to);
    const value = 'evaluation' in to ? t(to.evaluation ? `evaluation.${to.evaluation}` : 'evaluation.none') : `${t('priority.label')} ${t(to.priority ? `priority.${to.priority}` : 'priority.none')}`;
    if (steps.length === 0) tell({ text: t('logs.bulk.already', { value }) });
    else void perform(steps, (n) => t('logs.bulk.done', { n, value }), true);
  };
};
