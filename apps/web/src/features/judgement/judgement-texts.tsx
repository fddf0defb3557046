import { textLimits, type Log } from '@llamune/contracts';
import { PenLine } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Textarea } from '../../components/ui/textarea';
import type { Judgement } from './use-judgement';

export function JudgementTexts({ log, judgement }: { log: Log; judgement: Judgement }) {
  const { t } = useTranslation();
  const { fields, change } = judgement;
  const correct = useRef<HTMLTextAreaElement>(null);
  const fill = () => {
    change({ correct_answer: log.answer });
    correct.current?.focus();
  };
  const needsCorrection = fields.evaluation !== null && fields.evaluation !== 1;
  const isBlank = !fields.correct_answer?.trim();
  return (
    <div className="grid gap-4 lg:grid-cols-2">
        <Field label={t('judgement.reason')}>
          {(wiring) => <Textarea {...wiring} rows={3} maxLength={textLimits.note} placeholder={t('judgement.reasonPlaceholder')} value={fields.reason ?? ''} onChange={(event) => change({ reason: event.target.value })} />}
        </Field>
        <Field label={t('judgement.memo')} note={t('common.optional')}>
          {(wiring) => <Textarea {...wiring} rows={3} maxLength={textLimits.note} placeholder={t('judgement.memoPlaceholder')} value={fields.memo ?? ''} onChange={(event) => change({ memo: event.target.value })} />}
        </Field>
        <Field
          label={t('judgement.correctAnswer')}
          hint={needsCorrection && isBlank ? t('judgement.correctAnswerHint') : undefined}
          note={
            isBlank &&
            log.answer !== '' && (
              <Button variant="link" size="text" onClick={fill}>
                <PenLine aria-hidden className="size-3.5" />
                {t('judgement.fill')}
              </Button>
            )
          }
          className="lg:col-span-2"
        >
          {(wiring) => (
            <Textarea
              {...wiring}
              ref={correct}
              rows={4}
              maxLength={textLimits.answer}
              placeholder={t('judgement.correctAnswerPlaceholder')}
              value={fields.correct_answer ?? ''}
              onChange={(event) => change({ correct_answer: event.target.value })}
              className="min-h-28"
            />
          )}
        </Field>
    </div>
  );
}
