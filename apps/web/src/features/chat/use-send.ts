import { useMutation } from '@tanstack/react-query';
import { useAsking } from './asking';

/** Asks the question of a log again, as it was or edited, from the place where that is done. */
export const useSend = (retryOfId: number, onSent?: () => void) => {
  const asking = useAsking();
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (question: string) => asking?.ask({ question, retryOfId }),
    ...(onSent && { onSuccess: onSent }),
  });
  return { isOffered: asking !== null, send: (question: string) => mutate(question), canSend: asking !== null && !asking.isBusy && !isPending, isSending: isPending, error };
};
