import { errorOf, type QuestionSet, type QuestionSetVersion } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, trpc } from '../../lib/api';

type Change = Omit<Parameters<typeof client.questionSets.change.mutate>[0], 'set_id' | 'seen_version'>;

/**
 * Changes the questions of a set as it was looked at. If somebody has changed it since, nothing is changed and `changedBy` says who did; whoever typed something
 * keeps it, and sends it again once they have seen the new version.
 */
export const useChangeSet = (set: QuestionSet, onChanged: (set: QuestionSet) => void) => {
  const queryClient = useQueryClient();
  const [changedBy, setChangedBy] = useState<QuestionSetVersion>();
  const look = () => queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() });
  const change = useMutation({
    mutationFn: (wanted: Change) => client.questionSets.change.mutate({ ...wanted, set_id: set.id, seen_version: set.version }),
    onSuccess: (changed) => {
      void look();
      onChanged(changed);
    },
    onError: async (error) => {
      if (errorOf(error)?.status !== 409) return;
      const [newest] = await client.questionSets.versions.query({ set_id: set.id });
      if (newest && newest.version !== set.version) setChangedBy(newest);
    },
  });
  const send = (wanted: Change) => {
    setChangedBy(undefined);
    change.mutate(wanted);
  };
  /** The page shows the new version from now on, and the next change is one of that. */
  const seeNewest = async () => {
    await look();
    setChangedBy(undefined);
    change.reset();
  };
  return { send, isPending: change.isPending, error: change.error, changedBy, seeNewest };
};
export type ChangeSet = ReturnType<typeof useChangeSet>;
