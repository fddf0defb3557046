import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** Keeps questions of a set for testing, or lets them go; `refused` is how many cannot be kept yet. */
export const useHoldOut = (setId: number) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [refused, setRefused] = useState(0);
  const holdOut = useMutation(
    trpc.questionSets.holdOut.mutationOptions({
      onSuccess: (result, { held_out }) => {
        setRefused(result.refused.length);
        if (result.changed > 0) toast(t(held_out ? 'sets.held' : 'sets.letGoDone', { count: formatNumber(result.changed) }), 'done');
      },
      onSettled: () => Promise.all([queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() }), queryClient.invalidateQueries({ queryKey: trpc.heldOut.pathKey() })]),
    }),
  );
  return {
    refused,
    error: holdOut.error,
    isPending: holdOut.isPending,
    /** All of the newest version, unless some are named. */
    change: (held_out: boolean, question_ids?: number[]) => holdOut.mutate({ set_id: setId, held_out, ...(question_ids && { question_ids }) }),
  };
};
