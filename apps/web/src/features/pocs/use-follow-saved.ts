import { useEffect, useEffectEvent } from 'react';
import { changedFields, contestedFields, rebased, type PocValues } from './poc-values';
import type { Edited, PocFormApi } from './use-send-poc';

/** What the form does when something else is saved meanwhile, by others or by restoring a version: what was not touched follows, what was touched by both waits for a decision. */
export const useFollowSaved = (form: PocFormApi, edited: Edited, saved: PocValues) => {
  const contested = contestedFields(edited.base, edited, saved);
  const put = (next: PocValues) => {
    form.setFieldValue('name', next.name);
    form.setFieldValue('domain', next.domain);
    form.setFieldValue('default_system_prompt', next.default_system_prompt);
    form.setFieldValue('example_questions', next.example_questions);
    form.setFieldValue('base', saved);
  };
  const keepMine = () => put(rebased(edited.base, edited, saved));
  const hasMoved = changedFields(edited.base, saved).length > 0;
  const isContested = contested.length > 0;
  const follow = useEffectEvent(keepMine);
  useEffect(() => {
    if (hasMoved && !isContested) follow();
  }, [hasMoved, isContested]);
  return { contested, keepMine, takeSaved: () => put(saved) };
};
