import type { QuestionSet, SetQuestion } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { toast } from '../../components/ui/toaster';
import { client, noticeFailure, trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { undoOf } from './undo-change';

const readAtOnce = 1000;
/** As much as one change can hold. */
export const undoableAtMost = 1000;

/** Those of a version that fit, wherever they stand in it. */
const findQuestions = async (setId: number, version: number, fits: (question: SetQuestion) => boolean) => {
  const found: SetQuestion[] = [];
  for (let after: number | undefined; ; ) {
    const page = await client.questionSets.questions.query({ set_id: setId, version, limit: readAtOnce, after });
    found.push(...page.filter(fits));
    if (page.length < readAtOnce) return found;
    after = page.at(-1)!.id;
  }
};

/** Takes back what the newest version has changed, as a version of its own. Refused, when somebody has made another one since. */
export const useUndo = ({ id: setId, version }: QuestionSet) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  return async () => {
    try {
      const came = await findQuestions(setId, version, ({ added_in }) => added_in === version);
      const went = await findQuestions(setId, version - 1, ({ removed_in }) => removed_in === version);
      await client.questionSets.change.mutate({ set_id: setId, seen_version: version, ...undoOf(came, went) });
      toast(t('sets.undone'));
    } catch (error) {
      noticeFailure(error);
      throw error;
    } finally {
      void queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() });
    }
  };
};
