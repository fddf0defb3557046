import { errorOf, type BlindPair, type Evaluation, type PairChoice } from '@llamune/contracts';
import { useEffect, useRef, type ReactNode } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Kbd } from '../../components/ui/kbd';
import { Notice } from '../../components/ui/notice';
import { PressGroup } from '../../components/ui/press-group';
import { VerdictButtons } from '../../components/verdict-buttons';
import { cn } from '../../lib/cn';
import { useTranslation } from '../../lib/i18n';
import type { PairVerdict } from './use-pair-verdict';
import { useVerdictKeys } from './use-verdict-keys';
import { choose, contradicts, rateEqual, rateSide, stepOf, wholeOf, type SideName } from './verdict';

interface PairJudgementProps {
  pair: BlindPair;
  desk: PairVerdict;
  onGoOn: () => void;
  /** The focus was on a button that has gone. Always the same function. */
  onLeaveConfirm: () => void;
  lastPair: ReactNode;
}
const choices = [
  { value: 'left', letter: 'a' },
  { value: 'right', letter: 'b' },
  { value: 'same', letter: 's' },
  { value: 'both_bad', letter: 'x' },
] as const satisfies { value: PairChoice; letter: string }[];

/** Which is better, and how good each is: at the bottom, where the thumb is, and each with its key. */
export function PairJudgement({ pair, desk, onGoOn, onLeaveConfirm, lastPair }: PairJudgementProps) {
  const { t } = useTranslation();
  const { verdict, change, isSaved } = desk;
  const step = isSaved ? undefined : stepOf(verdict);
  const isEqual = pair.right === null;
  useVerdictKeys(verdict, change, isEqual, !isSaved);
  const side = (name: SideName) => (
    <Row label={t(`comparison.rate.${name}`)} isNow={step === name}>
      <VerdictButtons label={t(`comparison.rate.${name}`)} value={verdict[name]} onJudge={(evaluation: Evaluation) => change(rateSide(verdict, name, evaluation))} showsKeys={step === name} className={spread} />
    </Row>
  );
  return (
    <div className="sticky bottom-0 z-10 shrink-0 border-t bg-sunken px-3 py-2.5 sm:px-6">
      <Told desk={desk} onGoOn={onGoOn} />
      <div className={cn('grid gap-x-5 gap-y-1.5', isEqual ? 'lg:max-w-xl' : 'lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)_minmax(0,1fr)]')}>
        {isEqual ? (
          <Row label={t('comparison.rate.both')} isNow={step !== 'confirm' && step !== undefined}>
            <VerdictButtons label={t('comparison.rate.both')} value={verdict.left} onJudge={(evaluation) => change(rateEqual(evaluation))} showsKeys className={spread} />
          </Row>
        ) : (
          <>
            <Row label={t('comparison.which')} isNow={step === 'choice'}>
              <PressGroup<PairChoice>
                label={t('comparison.which')}
                value={verdict.choice}
                onPress={(choice) => change(choose(verdict, choice))}
                className={spread}
                options={choices.map(({ value, letter }) => ({ value, label: <ChoiceLabel choice={value} letter={letter} showsKey={step === 'choice'} />, shortcut: letter }))}
              />
            </Row>
            {side('left')}
            {side('right')}
          </>
        )}
      </div>
      <div className="mt-1.5 flex flex-wrap items-center justify-between gap-x-4 lg:min-h-10">
        {lastPair}
        {step === 'confirm' && <Confirm desk={desk} onLeave={onLeaveConfirm} />}
      </div>
    </div>
  );
}

const spread = 'flex flex-1 [&>button]:min-w-0 [&>button]:flex-1 [&>button]:justify-center [&>button]:px-1 max-md:[&>button]:h-11 max-sm:[&>button]:text-sm';

/** What is asked for now is marked, and said to whoever does not see it. */
const Row = ({ label, isNow, children }: { label: string; isNow: boolean; children: ReactNode }) => (
  <div aria-current={isNow ? 'step' : undefined} className="flex items-center gap-2 lg:flex-col lg:items-stretch lg:gap-1">
    <p aria-hidden className={cn('w-13 shrink-0 text-xs lg:w-auto', isNow ? 'font-semibold text-brand-ink' : 'text-ink-faint')}>
      {isNow && <span className="mr-1 max-lg:hidden">▸</span>}
      {label}
    </p>
    {children}
  </div>
);

function ChoiceLabel({ choice, letter, showsKey }: { choice: PairChoice; letter: string; showsKey: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`comparison.choice.${choice}`)}
      {showsKey && (
        <kbd aria-hidden className="hidden rounded-sm border border-current px-1 font-sans text-[11px] leading-4 uppercase opacity-60 md:inline">
          {letter}
        </kbd>
      )}
    </>
  );
}

/** What was proposed or looks like a slip is saved by Enter: the button has the focus. */
function Confirm({ desk: { verdict, save, isSaving }, onLeave }: { desk: PairVerdict; onLeave: () => void }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus({ preventScroll: true });
    return onLeave;
  }, [onLeave]);
  const whole = wholeOf(verdict);
  const isSlip = whole !== null && !verdict.isProposed && contradicts(whole);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 max-sm:w-full">
      <output className="text-sm text-ink-soft">{isSaving ? t('common.saving') : isSlip ? t('comparison.slip') : t('comparison.proposed')}</output>
      <Button ref={button} variant="primary" aria-disabled={isSaving} onClick={save} className="max-md:h-11 max-sm:flex-1">
        {t('comparison.saveAndGoOn')}
        <span className="max-md:hidden">
          <Kbd of="Enter" />
        </span>
      </Button>
    </div>
  );
}

/** Why it is not saved yet. What was chosen stays. */
function Told({ desk: { error, isSaving, save, forget }, onGoOn }: { desk: PairVerdict; onGoOn: () => void }) {
  const { t } = useTranslation();
  if (!error || isSaving) return null;
  const said = errorOf(error);
  if (said?.status === 409)
    return (
      <Notice
        tone="warning"
        className="mb-2"
        action={
          <Button
            size="sm"
            onClick={() => {
              forget();
              onGoOn();
            }}
            className="max-md:h-10"
          >
            {t('comparison.nextPair')}
          </Button>
        }
      >
        {t('comparison.judgedMeanwhile')}
      </Notice>
    );
  if (said) return <ErrorNotice error={error} onRetry={save} className="mb-2" />;
  return (
    <Notice
      tone="warning"
      className="mb-2"
      action={
        <Button size="sm" onClick={save} className="max-md:h-10">
          {t('app.retry')}
        </Button>
      }
    >
      {t('comparison.keptHere')}
    </Notice>
  );
}
