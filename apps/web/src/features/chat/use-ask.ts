import type { Log } from '@llamune/contracts';
import { errorOf } from '@llamune/contracts';
import { useQueryClient, type InfiniteData, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { client, trpc } from '../../lib/api';
import { addLog, logPages } from '../../lib/log-queries';
import type { Asked } from './asking';

/** Stores a question on the server and starts its answer. Resolves with the new log's number once both are certain. */
export const useAsk = (sessionId: number) => {
  const queryClient = useQueryClient();
  return useCallback(
    async (asked: Asked): Promise<number> => {
      const logId = await askOnce(queryClient, sessionId, asked);
      await addLog(queryClient, sessionId, logId);
      void queryClient.invalidateQueries({ queryKey: trpc.sessions.pathKey() });
      return logId;
    },
    [queryClient, sessionId],
  );
};

const newestKnown = (queryClient: QueryClient, sessionId: number) => queryClient.getQueryData<InfiniteData<Log[]>>(logPages({ session_id: sessionId }).queryKey)?.pages[0]?.[0]?.id ?? 0;

/** When the reply got lost the question may have arrived all the same: asking again would record it twice. */
const askOnce = async (queryClient: QueryClient, sessionId: number, { question, retryOfId }: Asked) => {
  const before = newestKnown(queryClient, sessionId);
  try {
    return (await client.chat.ask.mutate({ session_id: sessionId, question, ...(retryOfId !== undefined && { retry_of_id: retryOfId }) })).log_id;
  } catch (error) {
    if (errorOf(error)) throw error;
    const [newest] = await client.logs.list.query({ session_id: sessionId, limit: 1 }).catch(() => []);
    if (newest && newest.id > before && newest.question === question) return newest.id;
    throw error;
  }
};
