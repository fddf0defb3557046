import type { QuestionKind, SetQuestion } from '@llamune/contracts';
import { textLimits } from '@llamune/contracts';
import { useId, useState } from 'react';
import { Button } from '../../components/ui/button';
import { Field } from '../../components/ui/field';
import { Input } from '../../components/ui/input';
import { Textarea } from '../../components/ui/textarea';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { ChangeRefusal } from './change-refusal';
import type { ChangeSet } from './use-change-set';

export interface QuestionWords {
  question: string;
  expected_answer: string | null;
  topic: string | null;
}

interface QuestionFormProps {
  change: ChangeSet;
  /** What is there already: of the question that is edited, or the topic of the one that gets a sibling. */
  initial?: Partial<SetQuestion>;
  kind: QuestionKind;
  topics: readonly string[];
  submitLabel: string;
  inDialog?: boolean;
  onSubmit: (words: QuestionWords) => void;
}

const orNull = (text: string) => (text.trim() === '' ? null : text);

/** A question in words. It is emptied by whoever shows it, once the change is taken. */
export function QuestionForm({ change, initial = {}, kind, topics, submitLabel, inDialog = false, onSubmit }: QuestionFormProps) {
  const { t } = useTranslation();
  const list = useId();
  const [question, setQuestion] = useState(initial.question ?? '');
  const [expected, setExpected] = useState(initial.expected_answer ?? '');
  const [topic, setTopic] = useState(initial.topic ?? '');
  const [isMissing, setIsMissing] = useState(false);
  const submit = () => {
    setIsMissing(question.trim() === '');
    if (question.trim() !== '' && !change.isPending) onSubmit({ question, expected_answer: orNull(expected), topic: orNull(topic) });
  };
  // In a dialog only what works everywhere does; it is no key of every page, and is not told as one.
  useShortcuts([{ keys: ['mod+Enter'], inText: true, run: submit, ...(inDialog ? { everywhere: true } : { label: submitLabel }) }]);
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {kind !== 'question' && <p className="text-sm text-ink-soft">{t(`sets.kindHint.${kind}`)}</p>}
      <Field label={t('sets.question')} error={isMissing ? t('field.required') : undefined}>
        {(wiring) => <Textarea {...wiring} rows={2} maxLength={textLimits.question} value={question} onChange={({ target }) => setQuestion(target.value)} />}
      </Field>
      <Field label={t('sets.expected')} note={t('common.optional')}>
        {(wiring) => <Textarea {...wiring} rows={3} maxLength={textLimits.answer} value={expected} onChange={({ target }) => setExpected(target.value)} />}
      </Field>
      <Field label={t('sets.topic')} hint={t('sets.topicHint')} className="max-w-sm">
        {(wiring) => <Input {...wiring} list={list} maxLength={textLimits.name} autoComplete="off" value={topic} onChange={({ target }) => setTopic(target.value)} />}
      </Field>
      <datalist id={list}>
        {topics.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </datalist>
      <ChangeRefusal change={change} />
      <div>
        <Button type="submit" variant="primary" className="max-md:h-10" disabled={change.isPending || change.changedBy !== undefined}>
          {change.isPending ? t('common.saving') : submitLabel}
        </Button>
      </div>
    </form>
  );
}
