import { textLimits } from '@llamune/contracts';
import { useState, type Ref } from 'react';
import { Segments } from '../../components/ui/choice';
import { Field } from '../../components/ui/field';
import { Textarea } from '../../components/ui/textarea';
import { useTranslation } from '../../lib/i18n';
import { CorrectAnswer } from './correct-answer';
import { pointNames } from './fields';
import { Points } from './points';
import type { Boxes } from './use-boxes';
import { isDrafting, useCorrectionDraft } from './use-correction-draft';
import type { Judgement } from './use-judgement';

interface JudgementTextsProps {
  judgement: Judgement;
  /** Whether the correct answer is asked for: a good answer needs none. */
  corrects: boolean;
  boxes: Boxes;
}

export function JudgementTexts({ judgement, corrects, boxes }: JudgementTextsProps) {
  const { t } = useTranslation();
  const { fields, change } = judgement;
  return (
    <div className="flex flex-col gap-4">
      {corrects && <Correction judgement={judgement} box={boxes.correct} />}
      <div className="grid gap-4 @lg:grid-cols-2">
        <Field label={t('judgement.reason')}>
          {(wiring) => (
            <Textarea {...wiring} ref={boxes.reason} rows={2} maxLength={textLimits.note} placeholder={t('judgement.reasonPlaceholder')} value={fields.reason ?? ''} onChange={(event) => change({ reason: event.target.value })} className="min-h-16 max-lg:text-[16px]" />
          )}
        </Field>
        <Field label={t('judgement.memo')} note={t('common.optional')}>
          {(wiring) => (
            <Textarea {...wiring} rows={2} maxLength={textLimits.note} placeholder={t('judgement.memoPlaceholder')} value={fields.memo ?? ''} onChange={(event) => change({ memo: event.target.value })} className="min-h-16 max-lg:text-[16px]" />
          )}
        </Field>
      </div>
    </div>
  );
}

function Correction({ judgement, box }: { judgement: Judgement; box: Ref<HTMLTextAreaElement> }) {
  const { t } = useTranslation();
  const { log, fields } = judgement;
  const hasPoints = pointNames.some((name) => fields[name]);
  const [way, setWay] = useState<'edit' | 'points'>(hasPoints && fields.correct_answer === null ? 'points' : 'edit');
  const draft = useCorrectionDraft(log.id);
  return (
    <div className="flex flex-col gap-3">
      <Segments
        label={t('judgement.way')}
        value={way}
        onChange={setWay}
        options={[
          { value: 'edit', label: t('judgement.wayEdit') },
          { value: 'points', label: t('judgement.wayPoints') },
        ]}
        className="self-start"
      />
      {way === 'points' && <Points judgement={judgement} draft={draft} />}
      <CorrectAnswer judgement={judgement} box={box} onTyped={draft.takeOver} isDrafting={isDrafting(draft.phase)} />
    </div>
  );
}
