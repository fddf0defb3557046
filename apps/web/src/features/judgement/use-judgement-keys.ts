import type { Evaluation, Priority } from '@llamune/contracts';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { undoJudgement } from './undo-judgement';
import type { Judgement } from './use-judgement';

interface Doing {
  judge: (evaluation: Evaluation) => void;
  correct: () => void;
  reason: () => void;
  submit: () => void;
  /** Out of a text, so that single keys are keys again. What was typed stays. */
  leave?: () => void;
  /** Where a page takes back more than this log's judgement, the key is the page's. */
  undoes?: boolean;
}

/** From high to none, and round again. */
const nextPriority = (priority: Priority | null): Priority | null => (priority === null ? 1 : priority === 3 ? null : ((priority + 1) as Priority));

export const useJudgementKeys = (enabled: boolean, { fields, decide, log }: Judgement, { judge, correct, reason, submit, leave, undoes = true }: Doing) => {
  const { t } = useTranslation();
  useShortcuts(
    [
      ...([1, 2, 3] as const).map((code) => ({ keys: [String(code)], label: t('judgement.keyJudge', { verdict: t(`evaluation.${code}`) }), run: () => judge(code) })),
      { keys: ['e'], label: t('judgement.keyCorrect'), run: correct },
      { keys: ['r'], label: t('judgement.keyReason'), run: reason },
      { keys: ['p'], label: t('judgement.keyPriority'), run: () => void decide({ priority: nextPriority(fields.priority) }) },
      { keys: ['mod+Enter'], label: t('judgement.keySave'), run: submit, inText: true },
      ...(leave ? [{ keys: ['Escape'], label: t('judgement.keyLeave'), run: leave, inText: true }] : []),
    ],
    enabled,
  );
  useShortcuts([{ keys: ['u'], label: t('judgement.keyUndo'), run: () => void undoJudgement(log.id) }], enabled && undoes);
};
