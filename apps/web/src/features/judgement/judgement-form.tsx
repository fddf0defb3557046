import type { Evaluation, Log, Priority } from '@llamune/contracts';
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { EvaluationGlyph } from '../../components/evaluation-mark';
import { Button } from '../../components/ui/button';
import { PressGroup } from '../../components/ui/press-group';
import { isComposing } from '../../lib/keyboard';
import { JudgementSummary } from './judgement-summary';
import { JudgementTexts } from './judgement-texts';
import { SaveStateLine } from './save-state-line';
import { useDigitKeys } from './use-digit-keys';
import { useJudgement } from './use-judgement';

const pressed = {
  1: 'border-good bg-good text-on-mark hover:bg-good',
  2: 'border-fair bg-fair text-on-mark hover:bg-fair',
  3: 'border-bad bg-bad text-on-mark hover:bg-bad',
} as const;
const codes = [1, 2, 3] as const;

interface JudgementFormProps {
  log: Log;
  /** Whether the keys 1, 2 and 3 are for this log. */
  takesKeys: boolean;
  startOpen?: boolean;
}

/** Verdict and priority are saved when pressed; texts by the button, or when the form is left. */
export function JudgementForm({ log, takesKeys, startOpen = false }: JudgementFormProps) {
  const { t } = useTranslation();
  const judgement = useJudgement(log);
  const { fields, decide, save, isUnsaved, restored, saveState } = judgement;
  const [open, setOpen] = useState(startOpen || restored);

  const judge = (evaluation: Evaluation) => {
    if (evaluation !== 1) setOpen(true);
    void decide({ evaluation });
  };
  useDigitKeys(takesKeys, judge);

  const leave = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget) && isUnsaved) void save();
  };
  const submitByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    void save();
  };

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- what its controls do bubbles up to here
    <section aria-label={t('judgement.formName', { id: log.id })} onBlur={leave} onKeyDown={submitByKey} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2.5">
        <PressGroup<Evaluation>
          label={t('evaluation.label')}
          value={fields.evaluation}
          onPress={judge}
          options={codes.map((code) => ({ value: code, label: <VerdictLabel code={code} showsKey={takesKeys} />, shortcut: String(code), pressed: pressed[code] }))}
        />
        <div className="flex items-center gap-2">
          <span aria-hidden className="text-sm text-ink-faint">
            {t('priority.label')}
          </span>
          <PressGroup<Priority>
            label={t('priority.label')}
            value={fields.priority}
            onPress={(priority) => void decide({ priority: fields.priority === priority ? null : priority })}
            options={codes.map((code) => ({ value: code, label: t(`priority.${code}`) }))}
            className="gap-0 [&>button]:-ml-px [&>button]:rounded-none [&>button]:px-2.5 [&>button]:text-sm [&>button]:font-normal [&>button:first-child]:rounded-l-md [&>button:last-child]:rounded-r-md [&>button[aria-pressed=true]]:relative"
          />
        </div>
        <SaveStateLine judgement={judgement} evaluation={fields.evaluation} />
      </div>
      {open ? <JudgementTexts log={log} judgement={judgement} /> : <JudgementSummary fields={fields} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {open ? (
          <Button variant="primary" size="sm" onClick={() => void save()} disabled={!isUnsaved || saveState.kind === 'saving'}>
            {t('judgement.save')}
          </Button>
        ) : (
          <Button variant="link" size="text" onClick={() => setOpen(true)}>
            {t(fields.reason || fields.correct_answer ? 'judgement.rewrite' : 'judgement.write')}
          </Button>
        )}
        {open && !startOpen && (
          <Button variant="ghost" size="sm" onClick={() => setOpen(false)}>
            {t('judgement.fold')}
          </Button>
        )}
        {fields.evaluation !== null && (
          <Button variant="ghost" size="sm" className="ml-auto text-ink-faint" onClick={() => void decide({ evaluation: null })}>
            {t('judgement.clear')}
          </Button>
        )}
      </div>
    </section>
  );
}

function VerdictLabel({ code, showsKey }: { code: Evaluation; showsKey: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      <EvaluationGlyph evaluation={code} />
      {t(`evaluation.${code}`)}
      {showsKey && <kbd aria-hidden className="hidden rounded-sm border border-current px-1 font-sans text-[11px] leading-4 opacity-60 md:inline">{code}</kbd>}
    </>
  );
}
