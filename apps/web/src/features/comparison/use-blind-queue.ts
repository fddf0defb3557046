import type { BlindPair, JudgedPair } from '@llamune/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { client } from '../../lib/api';
import { connection } from '../../lib/connection';
import type { WholeVerdict } from './verdict';

export interface JudgedHere extends JudgedPair {
  verdict: WholeVerdict;
}
/** Long enough to read which version was which. */
const REVEALED_MS = 1400;
/** The server takes no more; what was skipped first comes again then. */
const mostSkipped = 200;

interface Shown {
  /** null: nothing is left for this person, but what they skipped. */
  pair: BlindPair | null;
  /** The same pair is shown anew when it comes again. */
  round: number;
  /** What this person has said of it before. */
  said?: WholeVerdict;
}

/** The pairs that one person judges, one after the other. A pair that is being looked at is never replaced by another. */
export const useBlindQueue = (comparisonId: number, first: BlindPair | null) => {
  const [shown, setShown] = useState<Shown>({ pair: first, round: 0 });
  const [skipped, setSkipped] = useState<readonly number[]>([]);
  const [judged, setJudged] = useState<readonly JudgedHere[]>([]);
  const [revealed, setRevealed] = useState<JudgedHere>();
  const fetching = useMutation({
    mutationFn: async ({ ask, said }: { ask: () => Promise<BlindPair | null>; said?: WholeVerdict }) => ({ pair: await ask(), said }),
    onSuccess: ({ pair, said }) => {
      setRevealed(undefined);
      setShown(({ round }) => ({ pair, round: round + 1, ...(said && { said }) }));
    },
  });
  const { mutate: fetch, error, variables } = fetching;
  const next = (skip: readonly number[]) => fetch({ ask: () => client.comparisons.next.query({ comparison_id: comparisonId, skip: skip.slice(-mostSkipped) }) });
  const goOn = () => {
    if (!fetching.isPending) next(skipped);
  };
  const retry = useEffectEvent(() => {
    if (error && variables) fetch(variables);
  });
  useEffect(() => connection.onRecovered(() => retry()), []);
  const goOnAfter = useEffectEvent(goOn);
  useEffect(() => {
    if (!revealed) return undefined;
    const timer = setTimeout(() => goOnAfter(), REVEALED_MS);
    return () => clearTimeout(timer);
  }, [revealed]);

  return {
    ...shown,
    judged,
    revealed,
    skipped,
    isMoving: fetching.isPending,
    error,
    retry: () => variables && fetch(variables),
    goOn,
    skip: () => {
      if (fetching.isPending || !shown.pair) return;
      // What was judged already is not waiting: it is only left as it is.
      const skip = shown.said || revealed ? skipped : [...skipped, shown.pair.pair_id];
      setSkipped(skip);
      next(skip);
    },
    backToSkipped: () => {
      setSkipped([]);
      next([]);
    },
    onJudged: (pair: JudgedHere) => {
      setJudged((before) => [...before.filter(({ pair_id }) => pair_id !== pair.pair_id), pair]);
      setRevealed(pair);
    },
    undo: () => {
      // Where one has gone back already: the one before that.
      const at = shown.said && shown.pair && !revealed ? judged.findIndex(({ pair_id }) => pair_id === shown.pair!.pair_id) : judged.length;
      const last = judged[at - 1];
      if (last && !fetching.isPending) fetch({ ask: () => client.comparisons.pair.query({ pair_id: last.pair_id }), said: last.verdict });
    },
  };
};
export type BlindQueue = ReturnType<typeof useBlindQueue>;
