import type { Poc } from '@llamune/contracts';
import { useStore } from '@tanstack/react-form';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { drafts } from '../../lib/draft';
import { pocsQuery } from './poc-queries';
import { changedFields, contestedFields, valuesOf } from './poc-values';
import { useFollowSaved } from './use-follow-saved';
import { useSendPoc, type Edited } from './use-send-poc';

/** Registers a PoC, or edits the given one: what is typed is kept as a draft until it is saved, and meets what others save meanwhile. */
export const usePocForm = (poc: Poc | undefined, onSaved: (poc: Poc) => void) => {
  const queryClient = useQueryClient();
  const draftName = `poc-form.${poc?.id ?? 'new'}`;
  const saved = valuesOf(poc);
  const [draft] = useState(() => drafts.read<Edited>(draftName));
  const [defaultValues] = useState<Edited>(draft ?? { ...saved, base: saved });
  const [isRestored, setIsRestored] = useState(draft !== null);
  const form = useSendPoc(poc, defaultValues, (stored) => {
    drafts.drop(draftName);
    onSaved(stored);
  });
  const edited = useStore(form.store, (state) => state.values);
  const { contested, keepMine, takeSaved } = useFollowSaved(form, edited, saved);

  const isDirty = changedFields(edited.base, edited).length > 0;
  useEffect(() => {
    if (isDirty) drafts.write(draftName, edited);
    else drafts.drop(draftName);
  }, [draftName, isDirty, edited]);

  /** Somebody may have saved since this page looked. */
  const isContestedNow = async () => {
    const pocs = poc && (await queryClient.fetchQuery({ ...pocsQuery, staleTime: 0 }).catch(() => undefined));
    const now = pocs?.find(({ id }) => id === poc?.id);
    const { base, ...values } = form.state.values;
    return now !== undefined && contestedFields(base, values, valuesOf(now)).length > 0;
  };
  const discard = () => {
    takeSaved();
    setIsRestored(false);
  };
  const save = async () => {
    if (!(await isContestedNow())) await form.handleSubmit();
  };
  return { form, edited, saved, contested, isDirty, isRestored: isRestored && isDirty, discard, keepMine, save };
};
export type PocFormState = ReturnType<typeof usePocForm>;
