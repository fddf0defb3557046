import type { Poc } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { client, trpc } from '../../lib/api';
import { pocsQuery } from './poc-queries';
import { changesOf, sent, type PocValues } from './poc-values';

/** What the form holds; `base` is what was saved when the edits began. */
export type Edited = PocValues & { base: PocValues };

/** The form of a PoC, and what comes of sending it. */
export const useSendPoc = (poc: Poc | undefined, defaultValues: Edited, onSaved: (poc: Poc) => void) => {
  const queryClient = useQueryClient();
  const send = async (request: Promise<Poc>) => {
    const stored = await request;
    queryClient.setQueryData(pocsQuery.queryKey, (pocs) => pocs?.map((entry) => (entry.id === stored.id ? stored : entry)));
    void queryClient.invalidateQueries({ queryKey: trpc.pocs.pathKey() });
    onSaved(stored);
  };
  return useAppForm({
    defaultValues,
    validators: poc
      ? submission({ schema: ({ UpdatePoc }) => UpdatePoc, input: ({ base, ...values }: Edited) => ({ poc_id: poc.id, ...changesOf(base, values) }), send: (change) => send(client.pocs.update.mutate(change)) })
      : submission({ schema: ({ CreatePoc }) => CreatePoc, input: (values: Edited) => sent(values), send: (created) => send(client.pocs.create.mutate(created)) }),
  });
};
export type PocFormApi = ReturnType<typeof useSendPoc>;
