import { Redo2, Undo2 } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { useSyncExternalStore } from 'react';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { isEmpty } from './fields';
import { useSteps, type Step } from './steps';
import { redoJudgement, undoJudgement } from './undo-judgement';
import { writings, type Writing } from './writings';

/** What was judged last, wherever that was, with the way back to it. */
export function LastStep({ onGo }: { onGo: (logId: number) => void }) {
  const { t } = useTranslation();
  const { steps, undone } = useSteps();
  const last = steps.at(-1);
  const go = (logId: number | null) => {
    if (logId !== null) onGo(logId);
  };
  useShortcuts([{ keys: ['u'], label: t('judgement.keyUndo'), run: () => go(undoJudgement()) }], last !== undefined);
  const shown = undone ?? last;
  return (
    <div className={cn('flex min-w-0 items-center gap-1.5 text-sm text-ink-faint lg:min-h-10', shown && 'min-h-10')}>
      <output className="truncate">{shown && <Told step={shown} isUndone={undone !== null} />}</output>
      {shown && (
        <>
          {/* One element: the focus stays with it. */}
          {undone ? (
            <Button variant="ghost" size="sm" onClick={() => go(redoJudgement())} className="max-md:h-10">
              <Redo2 aria-hidden />
              {t('judgement.redo')}
            </Button>
          ) : (
            <Button variant="ghost" size="sm" aria-keyshortcuts="u" onClick={() => go(undoJudgement())} className="max-md:h-10">
              <Undo2 aria-hidden />
              {t('judgement.undo')}
              <span className="max-lg:hidden">
                <Kbd of="u" />
              </span>
            </Button>
          )}
        </>
      )}
    </div>
  );
}

/** Nothing is said to be done before the server has it. */
const standingOf = (writing: Writing | undefined) => {
  if (!writing || isEmpty(writing.edits)) return 'saved';
  return writing.saveState.kind === 'saving' ? 'saving' : 'unsaved';
};

function Told({ step: { logId: id, after }, isUndone }: { step: Step; isUndone: boolean }) {
  const { t } = useTranslation();
  const standing = useSyncExternalStore(writings.subscribe, () => standingOf(writings.get(id)));
  if (standing !== 'saved') return t(standing === 'saving' ? 'judgement.toldSaving' : 'judgement.toldUnsaved', { id });
  if (isUndone) return t('judgement.toldUndone', { id });
  if (after.evaluation) return t(after.correct_answer ? 'judgement.toldCorrected' : 'judgement.toldVerdict', { id, verdict: t(`evaluation.${after.evaluation}`) });
  return t(after.evaluation === null ? 'judgement.toldCleared' : 'judgement.toldChanged', { id });
}
