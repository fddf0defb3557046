import type { Log, Session } from '@llamune/contracts';
import { useCallback, useMemo, useState } from 'react';
import { noticeFailure } from '../../lib/api';
import type { Asked, Asking } from './asking';
import type { AskedOfBoth, Comparing, Failure, SideName } from './comparing';
import { useSessionAsking } from './use-session-asking';

interface Side {
  session: Session;
  logs: readonly Log[];
  /** Whether its questions are one's own to ask. */
  canAsk: boolean;
}

/** Asking two sessions: both at once, or one of them alone. */
export const useComparing = (left: Side, right: Side) => {
  const [focusId, setFocusId] = useState<number>();
  const [newestId, setNewestId] = useState<number>();
  const [failures, setFailures] = useState<Comparing['failures']>({});
  const here = { left: useSide(left, 'left', setFocusId, setFailures), right: useSide(right, 'right', setFocusId, setFailures) };
  const askLeft = here.left.ask;
  const askRight = here.right.ask;

  const askBoth = useCallback(
    async ({ question, retryOf = {} }: AskedOfBoth) => {
      const [a, b] = await Promise.allSettled([askLeft({ question, retryOfId: retryOf.left }), askRight({ question, retryOfId: retryOf.right })]);
      const logId = a.status === 'fulfilled' ? a.value : b.status === 'fulfilled' ? b.value : undefined;
      // Where nothing was asked, the question stays in its box and can be sent again as a whole.
      if (logId === undefined) throw (a as PromiseRejectedResult).reason;
      setFailures({ left: failureOf(a, question), right: failureOf(b, question) });
      setFocusId(logId);
      setNewestId(logId);
      return logId;
    },
    [askLeft, askRight],
  );

  const canAskBoth = left.canAsk && right.canAsk;
  const isBusy = here.left.isBusy || here.right.isBusy;
  const leftAsking = here.left.asking;
  const rightAsking = here.right.asking;
  const comparing: Comparing = useMemo(
    () => ({ asking: { left: leftAsking, right: rightAsking }, both: canAskBoth ? { ask: askBoth, isBusy } : null, failures }),
    [leftAsking, rightAsking, canAskBoth, askBoth, isBusy, failures],
  );
  const runningIds = [here.left.runningId, here.right.runningId].filter((id) => id !== undefined);
  return { comparing, runningIds, focusId, newestId };
};

/** One side: asked together with the other (`ask`), or alone (`asking`). */
const useSide = ({ session, logs, canAsk }: Side, name: SideName, onAsked: (logId: number) => void, setFailures: (change: (failures: Comparing['failures']) => Comparing['failures']) => void) => {
  const { asking, runningId } = useSessionAsking(session.session_id, logs);
  const { ask, isBusy } = asking;
  const alone: Asking | null = useMemo(() => {
    const askAlone = async (asked: Asked) => {
      const logId = await ask(asked);
      setFailures((failures) => ({ ...failures, [name]: undefined }));
      onAsked(logId);
      return logId;
    };
    return canAsk ? { ask: askAlone, isBusy } : null;
  }, [ask, isBusy, canAsk, name, onAsked, setFailures]);
  return { ask, isBusy, asking: alone, runningId };
};

/** What every failed call tells, told here for one that is not the failure of the whole. */
const failureOf = (result: PromiseSettledResult<number>, question: string): Failure | undefined => {
  if (result.status === 'fulfilled') return undefined;
  noticeFailure(result.reason);
  return { question, error: result.reason };
};
