import type { Poc, PocPrompt } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { toast } from '../../components/ui/toaster';
import { client, noticeFailure } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import { pocsQuery, promptPages } from './poc-queries';

/** Makes an earlier text the newest version again. What it takes the place of stays a version, so this is undone the same way. */
export const useRestore = (poc: Poc, newest: PocPrompt, onRestored: (version: number) => void) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [undoable, setUndoable] = useState<{ made: number; before: PocPrompt }>();
  const [isUndoing, setIsUndoing] = useState(false);

  const put = async ({ text }: PocPrompt) => {
    const stored = await client.pocs.update.mutate({ poc_id: poc.id, default_system_prompt: text });
    const { queryKey } = promptPages(poc.id);
    await queryClient.invalidateQueries({ queryKey });
    queryClient.setQueryData(pocsQuery.queryKey, (pocs) => pocs?.map((entry) => (entry.id === stored.id ? stored : entry)));
    const version = queryClient.getQueryData(queryKey)?.pages[0]?.[0]?.version ?? newest.version + 1;
    onRestored(version);
    return version;
  };
  const restore = async (prompt: PocPrompt) => {
    try {
      const made = await put(prompt);
      setUndoable({ made, before: newest });
      toast(t('pocs.restored', { version: prompt.version, made }));
    } catch (error) {
      noticeFailure(error);
      throw error;
    }
  };
  const undo = async ({ before }: { before: PocPrompt }) => {
    setIsUndoing(true);
    try {
      await put(before);
      setUndoable(undefined);
      toast(t('pocs.restoreUndone', { version: before.version }));
    } catch (error) {
      noticeFailure(error);
      toast(errorSentence(error), 'error');
    } finally {
      setIsUndoing(false);
    }
  };
  // Only while the restored version is the newest: later it would undo somebody's edit.
  return { restore, undo, isUndoing, undoable: undoable?.made === newest.version ? undoable : undefined };
};
