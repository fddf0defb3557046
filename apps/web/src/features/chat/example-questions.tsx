import { useMutation, useQuery } from '@tanstack/react-query';
import { MessageCircleQuestion } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { useAsking } from './asking';

/** What an admin has prepared to begin with: a press asks it. Nothing if there is nothing. */
export function ExampleQuestions({ pocId }: { pocId: number }) {
  const { t } = useTranslation();
  const asking = useAsking();
  const { data: pocs } = useQuery(trpc.pocs.list.queryOptions({}));
  const { mutate, isPending, error } = useMutation({ mutationFn: async (question: string) => asking?.ask({ question }) });
  const questions = pocs?.find((poc) => poc.id === pocId)?.example_questions ?? [];
  if (!asking || questions.length === 0) return null;
  return (
    <section aria-label={t('chat.examples')} className="flex w-full max-w-[40em] flex-col gap-2 text-left">
      <h2 className="text-sm text-ink-soft">{t('chat.examples')}</h2>
      <ul className="flex flex-wrap gap-2">
        {questions.map((question) => (
          <li key={question} className="max-w-full">
            <button
              type="button"
              disabled={isPending || asking.isBusy}
              onClick={() => mutate(question)}
              className="prose-spacing flex min-h-10 max-w-full items-center gap-2 rounded-lg border border-line-strong/60 bg-surface px-3 py-2 text-left hover:border-brand hover:bg-brand-soft/50 disabled:opacity-50"
            >
              <MessageCircleQuestion aria-hidden className="size-4 shrink-0 text-brand" />
              <span className="min-w-0">{question}</span>
            </button>
          </li>
        ))}
      </ul>
      {error && <ErrorNotice error={error} special={{ 409: t('chat.questionNotSent') }} />}
    </section>
  );
}
