import type { Evaluation, Log } from '@llamune/contracts';
import { Button } from '../../components/ui/button';
import { flushSync } from 'react-dom';
import { useTranslation } from '../../lib/i18n';
import { ClashNotice } from './clash-notice';
import { JudgementSummary } from './judgement-summary';
import { JudgementTexts } from './judgement-texts';
import { SaveStateLine } from './save-state-line';
import { useBoxes } from './use-boxes';
import { useJudgement, type Judgement } from './use-judgement';
import { useJudgementKeys } from './use-judgement-keys';
import { useLeaving } from './use-leaving';
import { PriorityButtons, VerdictButtons } from './verdict-buttons';

interface JudgementFormProps {
  log: Log;
  /** Whether single keys are for this log. */
  takesKeys: boolean;
  startOpen?: boolean;
}

/** Verdict and priority are saved when pressed; texts by the button, by Ctrl+Enter, when the form is left or when they rest. */
export function JudgementForm({ log, takesKeys, startOpen = false }: JudgementFormProps) {
  const { t } = useTranslation();
  const judgement = useJudgement(log);
  const { fields, decide, submit } = judgement;
  const { open, setOpen, boxes, corrects, toCorrect, toReason } = useBoxes(judgement, startOpen);
  const { wiring, show } = useLeaving(judgement);
  const judge = (evaluation: Evaluation) => {
    if (evaluation !== 1 && !open) {
      flushSync(() => setOpen(true));
      show();
    }
    void decide({ evaluation });
  };
  useJudgementKeys(takesKeys, judgement, { judge, correct: toCorrect, reason: toReason, submit: () => void submit() });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its controls do bubbles up to here
    <section aria-label={t('judgement.formName', { id: log.id })} {...wiring} className="@container flex scroll-mt-16 scroll-mb-56 flex-col gap-3 outline-none md:scroll-mb-40">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2.5">
        <VerdictButtons value={fields.evaluation} onJudge={judge} showsKeys={takesKeys} />
        <PriorityButtons judgement={judgement} />
        <SaveStateLine judgement={judgement} offersUndo />
      </div>
      <ClashNotice judgement={judgement} />
      {open ? <JudgementTexts judgement={judgement} corrects={corrects} boxes={boxes} /> : <JudgementSummary fields={fields} />}
      <Actions judgement={judgement} open={open} setOpen={setOpen} canFold={!startOpen} onCorrect={corrects ? undefined : toCorrect} />
    </section>
  );
}

interface ActionsProps {
  judgement: Judgement;
  open: boolean;
  setOpen: (open: boolean) => void;
  canFold: boolean;
  onCorrect: (() => void) | undefined;
}

function Actions({ judgement: { fields, writing, isUnsaved, decide, submit }, open, setOpen, canFold, onCorrect }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      {open ? (
        <Button variant="primary" size="sm" onClick={() => void submit()} disabled={!isUnsaved || writing.saveState.kind === 'saving'} className="max-md:h-10">
          {t('judgement.save')}
        </Button>
      ) : (
        <Button variant="link" size="text" onClick={() => setOpen(true)} className="max-md:h-10">
          {t(fields.reason || fields.correct_answer ? 'judgement.rewrite' : 'judgement.write')}
        </Button>
      )}
      {open && onCorrect && (
        <Button variant="ghost" size="sm" onClick={onCorrect} className="max-md:h-10">
          {t('judgement.correct')}
        </Button>
      )}
      {open && canFold && (
        <Button variant="ghost" size="sm" onClick={() => setOpen(false)} className="max-md:h-10">
          {t('judgement.fold')}
        </Button>
      )}
      {fields.evaluation !== null && (
        <Button variant="ghost" size="sm" className="ml-auto text-ink-faint max-md:h-10" onClick={() => void decide({ evaluation: null })}>
          {t('judgement.clear')}
        </Button>
      )}
    </div>
  );
}
