import { errorOf, type BlindPair, type JudgedPair } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { trpc } from '../../lib/api';
import { connection } from '../../lib/connection';
import { drafts } from '../../lib/draft';
import { isSettled, noVerdict, wholeOf, type Verdict, type WholeVerdict } from './verdict';

const draftOf = (pairId: number) => `pair.${pairId}`;
/** What was said before is a proposal: nothing is saved because a page was opened. */
const openingVerdict = (pairId: number, said: WholeVerdict | undefined): Verdict => {
  const before = drafts.read<Verdict>(draftOf(pairId)) ?? said;
  return before ? { ...before, isProposed: wholeOf({ ...before, isProposed: true }) !== null } : noVerdict;
};

const mostTries = 5;
const RETRY_MS = 3000;
/** A server that is there and cannot answer now, as while its database starts again, is asked again by itself. */
const patience = { retry: (count: number, error: unknown) => count < mostTries && errorOf(error)?.status === 503, retryDelay: RETRY_MS };

interface Saved {
  verdict: WholeVerdict;
  judged: JudgedPair;
}

/** What a person says of a pair: kept on this device until the server has it. */
export const usePairVerdict = (pair: BlindPair, said: WholeVerdict | undefined, onSaved: (saved: Saved) => void) => {
  const [verdict, setVerdict] = useState(() => openingVerdict(pair.pair_id, said));
  const queryClient = useQueryClient();
  const saving = useMutation(trpc.comparisons.judge.mutationOptions(patience));
  const { isPending, isSuccess, error } = saving;

  const save = (of: Verdict) => {
    const whole = wholeOf(of);
    if (!whole || isPending || isSuccess) return;
    saving.mutate(
      { pair_id: pair.pair_id, role: pair.role, choice: whole.choice, left_evaluation: whole.left, right_evaluation: whole.right },
      {
        onSuccess: (judged) => {
          drafts.drop(draftOf(pair.pair_id));
          // The result, and how far it is.
          void queryClient.invalidateQueries({ queryKey: trpc.comparisons.pathKey() });
          onSaved({ verdict: whole, judged });
        },
      },
    );
  };
  const change = (next: Verdict) => {
    if (isPending || isSuccess) return;
    setVerdict(next);
    drafts.write(draftOf(pair.pair_id), next);
    if (isSettled(next)) save(next);
  };
  const again = useEffectEvent(() => {
    if (error && !errorOf(error)) save(verdict);
  });
  useEffect(() => connection.onRecovered(() => again()), []);

  return { verdict, change, save: () => save(verdict), isSaving: isPending, isSaved: isSuccess, error, forget: () => drafts.drop(draftOf(pair.pair_id)) };
};
export type PairVerdict = ReturnType<typeof usePairVerdict>;
