import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { refreshLog } from '../../lib/log-queries';
import { useShortcuts } from '../../lib/shortcuts';

/** Stops answers by button or by Escape; what there is of them stays. */
export const useStop = (logIds: readonly number[]) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const stopOne = async (log_id: number) => {
    await client.chat.stop.mutate({ log_id });
    await refreshLog(queryClient, log_id);
  };
  const { mutate, isPending, error, variables } = useMutation({ mutationFn: (ids: readonly number[]) => Promise.all(ids.map(stopOne)) });
  const isRunning = logIds.length > 0;
  const run = () => {
    if (isRunning && !isPending) mutate(logIds);
  };
  useShortcuts([{ keys: ['Escape'], label: t('chat.stopKey'), run, inText: true }], isRunning);
  // What went wrong with an earlier answer is no news of this one.
  const isAboutThese = logIds.some((id) => variables?.includes(id));
  return { stop: isRunning ? { run, isStopping: isPending } : undefined, error: isAboutThese ? error : null };
};
