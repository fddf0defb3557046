import type { Log } from '@llamune/contracts';
import { useCallback, useMemo, useState } from 'react';
import type { Asked, Asking } from './asking';
import { useAsk } from './use-ask';

/** Asking in one session: how, whether it can be done now, and what was asked last from here. */
export const useSessionAsking = (sessionId: number, logs: readonly Log[]) => {
  const askHere = useAsk(sessionId);
  const [onTheWay, setOnTheWay] = useState(0);
  const [askedId, setAskedId] = useState<number>();
  const ask = useCallback(
    async (asked: Asked) => {
      setOnTheWay((count) => count + 1);
      try {
        const logId = await askHere(asked);
        setAskedId(logId);
        return logId;
      } finally {
        setOnTheWay((count) => count - 1);
      }
    },
    [askHere],
  );
  const runningId = logs.find((log) => log.finish_reason === null)?.id;
  const isBusy = onTheWay > 0 || runningId !== undefined;
  const asking: Asking = useMemo(() => ({ ask, isBusy }), [ask, isBusy]);
  return { asking, askedId, runningId };
};
