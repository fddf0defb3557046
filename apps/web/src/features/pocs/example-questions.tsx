import { Plus } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { QuestionRow } from './question-row';
import { mostQuestions } from './question-rows';
import { useQuestionRows } from './use-question-rows';

interface ExampleQuestionsProps {
  questions: readonly string[];
  onChange: (questions: string[]) => void;
}

/** A list of questions, to be written like one. */
export function ExampleQuestions({ questions, onChange }: ExampleQuestionsProps) {
  const { t } = useTranslation();
  const { list, ...rows } = useQuestionRows(questions, onChange);
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">{t('pocs.examples')}</legend>
      <p className="text-xs text-ink-faint">{t('pocs.examplesHint')}</p>
      {questions.length > 0 && (
        <ol ref={list} className="flex flex-col gap-1.5">
          {questions.map((question, row) => (
            // A row is its place in the list: its text changes with every key.
            // oxlint-disable-next-line react/no-array-index-key
            <QuestionRow key={row} question={question} row={row} isLast={row === questions.length - 1} rows={rows} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button size="sm" className="max-md:h-10" disabled={rows.isFull} onClick={() => rows.add(questions.length)}>
          <Plus aria-hidden />
          {t('pocs.exampleAdd')}
        </Button>
        <output className="text-xs text-ink-faint">{rows.isCut || rows.isFull ? t('pocs.examplesMost', { max: mostQuestions }) : ''}</output>
      </div>
    </fieldset>
  );
}
