import type { Evaluation, Log } from '@llamune/contracts';
import { Button } from '../../components/ui/button';
import { VerdictButtons } from '../../components/verdict-buttons';
import { flushSync } from 'react-dom';
import { useTranslation } from '../../lib/i18n';
import { useNeeded } from '../../lib/use-late';
import { ClashNotice } from './clash-notice';
import { ClearButton } from './clear-button';
import { JudgementSummary } from './judgement-summary';
import type { JudgementTexts } from './judgement-texts';
import { PriorityButtons } from './priority-buttons';
import { SaveStateLine, Unjudged } from './save-state-line';
import { useBoxes } from './use-boxes';
import { useJudgement, type Judgement } from './use-judgement';
import { useJudgementKeys } from './use-judgement-keys';
import { focusForm, useLeaving } from './use-leaving';

interface JudgementFormProps {
  log: Log;
  /** Whether single keys are for this log. */
  takesKeys: boolean;
  /** For a page that shows them from the start. Elsewhere they are folded, and fetched when they are unfolded. */
  texts?: typeof JudgementTexts;
}

export const loadTexts = () => import('./judgement-texts');

/** Verdict and priority are saved when pressed; texts by the button, by Ctrl+Enter, when the form is left or when they rest. */
export function JudgementForm({ log, takesKeys, texts }: JudgementFormProps) {
  const { t } = useTranslation();
  const judgement = useJudgement(log);
  const { fields, decide, submit } = judgement;
  const { open, setOpen, fold, boxes, isAwaited, corrects, toCorrect, toReason } = useBoxes(judgement, texts !== undefined);
  const late = useNeeded(loadTexts, open && !texts, fold);
  const Texts = texts ?? late?.JudgementTexts;
  const { wiring, show } = useLeaving(judgement);
  const judge = (evaluation: Evaluation) => {
    if (evaluation !== 1 && !open) {
      flushSync(() => setOpen(true));
      show();
    }
    void decide({ evaluation });
  };
  useJudgementKeys(takesKeys && !isAwaited, judgement, { judge, correct: toCorrect, reason: toReason, submit: () => void submit() });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its controls do bubbles up to here
    <section aria-label={t('judgement.formName', { id: log.id })} {...wiring} className="@container flex scroll-mt-16 scroll-mb-56 flex-col gap-3 outline-none md:scroll-mb-40">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2.5">
        <VerdictButtons value={fields.evaluation} onJudge={judge} showsKeys={takesKeys} />
        <PriorityButtons judgement={judgement} />
        <SaveStateLine judgement={judgement} offersUndo saysUnjudged={false} />
      </div>
      <ClashNotice judgement={judgement} />
      {!open ? <JudgementSummary fields={fields} /> : Texts ? <Texts judgement={judgement} corrects={corrects} boxes={boxes} /> : <div className="min-h-72" />}
      <Actions judgement={judgement} open={open} onWrite={corrects ? toCorrect : toReason} onFold={texts ? undefined : fold} onCorrect={corrects ? undefined : toCorrect} />
    </section>
  );
}

interface ActionsProps {
  judgement: Judgement;
  open: boolean;
  /** Opens the texts, with the focus in the first. */
  onWrite: () => void;
  onFold: (() => void) | undefined;
  onCorrect: (() => void) | undefined;
}

function Actions({ judgement: { fields, writing, isUnsaved, decide, submit }, open, onWrite, onFold, onCorrect }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {open ? (
        <Button variant="primary" size="sm" onClick={() => void submit()} disabled={!isUnsaved || writing.saveState.kind === 'saving'} className="max-md:h-10">
          {t('judgement.save')}
        </Button>
      ) : (
        <Button variant="link" size="text" onClick={onWrite} className="max-md:h-10">
          {t(fields.reason || fields.correct_answer ? 'judgement.rewrite' : 'judgement.write')}
        </Button>
      )}
      {open && onCorrect && (
        <Button variant="ghost" size="sm" onClick={onCorrect} className="max-md:h-10">
          {t('judgement.correct')}
        </Button>
      )}
      {open && onFold && (
        <Button
          variant="ghost"
          size="sm"
          onClick={({ currentTarget }) => {
            focusForm(currentTarget);
            onFold();
          }}
          className="max-md:h-10"
        >
          {t('judgement.fold')}
        </Button>
      )}
      {fields.evaluation === null ? <Unjudged className="ml-auto" /> : <ClearButton decide={decide} />}
    </div>
  );
}
