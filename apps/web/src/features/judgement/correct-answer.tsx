import { textLimits } from '@llamune/contracts';
import { RotateCcw, Undo2 } from 'lucide-react';
import { useDeferredValue, useState, type Ref } from 'react';
import { TextDiff } from '../../components/text-diff';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Textarea } from '../../components/ui/textarea';
import { useTranslation } from '../../lib/i18n';
import { answerAsTyped, correctionFrom } from './fields';
import type { Judgement } from './use-judgement';
import { writings } from './writings';

interface CorrectAnswerProps {
  judgement: Judgement;
  box: Ref<HTMLTextAreaElement>;
  /** A person types: what the model was drafting is theirs now. */
  onTyped: () => void;
  isDrafting: boolean;
}

/** The model's answer, to be mended rather than written anew. As long as it is the model's own, it is no correction and is not saved. */
export function CorrectAnswer({ judgement, box, onTyped, isDrafting }: CorrectAnswerProps) {
  const { t } = useTranslation();
  const { log, fields, writing, change } = judgement;
  const answer = answerAsTyped(log);
  // Longer than may be saved: then there is nothing to begin from.
  const start = answer.length > textLimits.answer ? '' : answer;
  // An emptied box stays empty, though nothing is saved of it.
  const [typed, setTyped] = useState<string>();
  const [beforeReset, setBeforeReset] = useState<string>();
  const saved = fields.correct_answer;
  const stands = typed !== undefined && correctionFrom(typed, log) === saved ? typed : (saved ?? start);
  const text = writing.proposal?.text ?? stands;
  const isUntouched = writing.proposal === null && saved === null;

  const type = (next: string) => {
    setTyped(next);
    setBeforeReset(undefined);
    if (writing.proposal !== null) writings.update(log.id, { proposal: null });
    change({ correct_answer: correctionFrom(next, log) });
    onTyped();
  };
  const reset = () => {
    type(start);
    setBeforeReset(text);
  };
  return (
    <div className="flex flex-col gap-2.5">
      <Field
        label={t('judgement.correctAnswer')}
        hint={isUntouched ? t(text === '' ? 'judgement.correctAnswerHint' : 'judgement.untouched') : undefined}
        note={<Reset onReset={isUntouched || start === '' || writing.proposal !== null ? undefined : reset} onBack={beforeReset === undefined ? undefined : () => type(beforeReset)} />}
      >
        {(wiring) => (
          <Textarea
            {...wiring}
            ref={box}
            rows={4}
            maxLength={textLimits.answer}
            readOnly={isDrafting}
            placeholder={t('judgement.correctAnswerPlaceholder')}
            value={text}
            onChange={(event) => type(event.target.value)}
            className="min-h-28 text-read max-lg:text-[16px]"
          />
        )}
      </Field>
      {!isUntouched && start !== '' && <Difference before={answer} after={text} />}
    </div>
  );
}

function Reset({ onReset, onBack }: { onReset: (() => void) | undefined; onBack: (() => void) | undefined }) {
  const { t } = useTranslation();
  const press = onBack ?? onReset;
  if (!press) return null;
  const Icon = onBack ? Undo2 : RotateCcw;
  return (
    <Button variant="link" size="text" onClick={press} className="max-md:h-10">
      <Icon aria-hidden className="size-3.5" />
      {t(onBack ? 'judgement.resetBack' : 'judgement.reset')}
    </Button>
  );
}

/** Told after the typing, never before it. */
function Difference({ before, after }: { before: string; after: string }) {
  const { t } = useTranslation();
  const settled = useDeferredValue(after);
  return (
    <section aria-label={t('judgement.difference')} className="rounded-md border bg-ground px-3 py-2">
      <h3 className="mb-1 text-xs font-normal text-ink-faint">{t('judgement.difference')}</h3>
      <TextDiff before={before} after={settled} className="max-h-[40dvh] overflow-y-auto" />
    </section>
  );
}
