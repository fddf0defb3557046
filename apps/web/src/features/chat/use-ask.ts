import type { Log } from '@llamune/contracts';
import { errorOf } from '@llamune/contracts';
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import { addLog, logPages } from '../../lib/log-queries';

/** Stores a question on the server and starts its answer. Resolves with the new log's number once both are certain. */
export const useAsk = (sessionId: number) => {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (question: string) => {
      const logId = await askOnce(sessionId, question, () => newestOf(queryClient.getQueryData<InfiniteData<Log[]>>(logPages({ session_id: sessionId }).queryKey)));
      await addLog(queryClient, sessionId, logId);
      void queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
      return logId;
    },
  });
};

const newestOf = (data: InfiniteData<Log[]> | undefined) => data?.pages[0]?.[0]?.id ?? 0;

/** When the reply got lost the question may have arrived all the same: asking again would record it twice. */
const askOnce = async (sessionId: number, question: string, newestKnown: () => number) => {
  const before = newestKnown();
  try {
    return (await client.chat.ask.mutate({ session_id: sessionId, question })).log_id;
  } catch (error) {
    if (errorOf(error)) throw error;
    const [newest] = await client.logs.list.query({ session_id: sessionId, limit: 1 }).catch(() => []);
    if (newest && newest.id > before && newest.question === question) return newest.id;
    throw error;
  }
};
