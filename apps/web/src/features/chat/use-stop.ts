import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { trpc } from '../../lib/api';
import { isComposing } from '../../lib/keyboard';
import { refreshLog } from '../../lib/log-queries';

const somethingIsOpen = () => document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;

/** Stops the answer by button or by Escape; what there is of it stays. */
export const useStop = (logId: number | undefined) => {
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useMutation(trpc.chat.stop.mutationOptions({ onSuccess: ({ log_id }) => refreshLog(queryClient, log_id) }));
  const stop = () => {
    if (logId !== undefined && !isPending) mutate({ log_id: logId });
  };
  const stopByKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event) || somethingIsOpen()) return;
    stop();
  });
  const isRunning = logId !== undefined;
  useEffect(() => {
    if (!isRunning) return undefined;
    // While capturing: a menu that this Escape closes is still open then.
    const onKeyDown = (event: KeyboardEvent) => stopByKey(event);
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [isRunning]);
  return { stop, isStopping: isPending, error };
};
