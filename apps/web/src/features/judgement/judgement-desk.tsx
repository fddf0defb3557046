import type { Evaluation, Log } from '@llamune/contracts';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { VerdictButtons } from '../../components/verdict-buttons';
import { useTranslation } from '../../lib/i18n';
import { ClashNotice } from './clash-notice';
import { ClearButton } from './clear-button';
import { JudgementSummary } from './judgement-summary';
import { JudgementTexts } from './judgement-texts';
import { PriorityButtons } from './priority-buttons';
import { SaveStateLine } from './save-state-line';
import { useBoxes } from './use-boxes';
import { useGoOnAfterGood } from './use-go-on-after-good';
import { useJudgement } from './use-judgement';
import { useJudgementKeys } from './use-judgement-keys';
import { useLeaving } from './use-leaving';

interface JudgementDeskProps {
  log: Log;
  /** On to the next log. */
  goOn: () => void;
  goesOnAfterGood: boolean;
  /** On a telephone they stand beside the verdicts, under the thumb. */
  previous: ReactNode;
  next: ReactNode;
}

/** The judgement of one log after another: large, by keys, and on to the next. */
export function JudgementDesk({ log, goOn, goesOnAfterGood, previous, next }: JudgementDeskProps) {
  const { t } = useTranslation();
  const judgement = useJudgement(log);
  const { fields, writing, decide, submit } = judgement;
  const { open, setOpen, boxes, corrects, toCorrect, toReason } = useBoxes(judgement, fields.evaluation !== null && fields.evaluation !== 1);
  const { leaveText, wiring } = useLeaving(judgement);
  const startGoingOn = useGoOnAfterGood(judgement, goOn);
  const [lacksVerdict, setLacksVerdict] = useState(false);
  const judge = (evaluation: Evaluation) => {
    if (evaluation !== 1) setOpen(true);
    else if (goesOnAfterGood) startGoingOn();
    setLacksVerdict(false);
    void decide({ evaluation });
  };
  const finish = () => {
    void submit();
    if (fields.evaluation === null) setLacksVerdict(true);
    else if (writing.clash === null) goOn();
  };
  useJudgementKeys(true, judgement, { judge, correct: toCorrect, reason: toReason, submit: finish, leave: leaveText, undoes: false });

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its controls do bubbles up to here
    <section aria-label={t('judgement.formName', { id: log.id })} {...wiring} className="@container flex flex-col gap-4 outline-none">
      <div className="flex gap-2 max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-20 max-lg:border-t max-lg:bg-ground max-lg:px-2 max-lg:pt-2 max-lg:pb-[max(8px,env(safe-area-inset-bottom))]">
        {previous}
        <VerdictButtons value={fields.evaluation} onJudge={judge} showsKeys size="large" className="flex-1" />
        {next}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <PriorityButtons judgement={judgement} />
        <SaveStateLine judgement={judgement} />
      </div>
      {lacksVerdict && (
        <p role="alert" className="text-sm text-fair">
          {t('judgement.lacksVerdict')}
        </p>
      )}
      <ClashNotice judgement={judgement} />
      {open ? <JudgementTexts judgement={judgement} corrects={corrects} boxes={boxes} /> : <JudgementSummary fields={fields} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button variant="primary" onClick={finish} aria-keyshortcuts="Control+Enter" className="max-md:h-11">
          {t('judgement.saveAndGoOn')}
          <span className="opacity-90 max-lg:hidden">
            <Kbd of="mod+Enter" />
          </span>
        </Button>
        {(!open || !corrects) && (
          <Button variant="ghost" onClick={toCorrect} aria-keyshortcuts="e" className="max-md:h-11">
            {t('judgement.correct')}
            <span className="max-lg:hidden">
              <Kbd of="e" />
            </span>
          </Button>
        )}
        {fields.evaluation !== null && (
          <ClearButton decide={decide} />
        )}
      </div>
    </section>
  );
}
