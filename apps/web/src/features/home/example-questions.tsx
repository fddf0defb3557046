import { Link } from '@tanstack/react-router';
import type { UseMutationResult } from '@tanstack/react-query';
import { LoaderCircle, MessageCircleQuestion } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';

interface ExampleQuestionsProps {
  questions: readonly string[];
  ask: Pick<UseMutationResult<number | null, unknown, string>, 'mutate' | 'isPending' | 'variables' | 'error' | 'data'>;
  isAdmin: boolean;
}

/** Questions that an admin has prepared; a press asks one. */
export function ExampleQuestions({ questions, ask, isAdmin }: ExampleQuestionsProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-3">
      <ul aria-label={t('home.examples')} className="flex flex-wrap gap-2">
        {questions.map((question) => {
          const isAsking = ask.isPending && ask.variables === question;
          const Icon = isAsking ? LoaderCircle : MessageCircleQuestion;
          return (
            <li key={question} className="max-w-full max-sm:w-full">
              <button
                type="button"
                aria-disabled={ask.isPending}
                onClick={() => !ask.isPending && ask.mutate(question)}
                className="prose-spacing flex min-h-11 max-w-full max-sm:w-full items-center gap-2 rounded-lg border border-line-strong/60 bg-surface px-3.5 py-2 text-left hover:border-brand hover:bg-brand-soft/50 aria-disabled:opacity-60"
              >
                <Icon aria-hidden className={isAsking ? 'size-4 shrink-0 animate-spin text-brand' : 'size-4 shrink-0 text-brand'} />
                <span className="min-w-0">{question}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {ask.isPending && <output className="text-sm text-ink-soft">{t('home.asking')}</output>}
      {ask.error ? <ErrorNotice error={ask.error} /> : null}
      {ask.data === null && (
        <Notice tone="warning" action={isAdmin && <ToModels />}>
          {t('home.noModel')}
          {!isAdmin && t('model.whatToDo.askAdmin')}
        </Notice>
      )}
    </div>
  );
}

function ToModels() {
  const { t } = useTranslation();
  return (
    <Button asChild size="sm">
      <Link to="/admin/models">{t('home.noModelAdmin')}</Link>
    </Button>
  );
}
