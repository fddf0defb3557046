import type { Run, RunAnswer } from '@llamune/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { EvaluationMark } from '../../components/evaluation-mark';
import { Badge } from '../../components/ui/badge';
import { MoreButton } from '../../components/ui/more-button';
import { LongText } from '../../components/ui/long-text';
import { Markdown } from '../../components/ui/markdown';
import { SkeletonRows } from '../../components/ui/skeleton';
import { useTranslation } from '../../lib/i18n';
import type { AnswerSearch } from './answer-search';
import { answerPages } from './run-queries';

/** What was answered, with the correct answer beside it. */
export function AnswerList({ run, search }: { run: Run; search: AnswerSearch }) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(answerPages(run, search));
  const seen = useRef(run.state);
  useEffect(() => {
    if (seen.current === run.state) return;
    seen.current = run.state;
    // The last answers came after the last look at them.
    void refetch();
  }, [run.state, refetch]);
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={4} />;
  const answers = data.pages.flat();
  if (answers.length === 0) return <p className="text-sm text-ink-soft">{t(search.failed ? 'runs.noFailed' : 'runs.noAnswers')}</p>;
  return (
    <>
      <ul aria-label={t('runs.answers')} className="flex flex-col divide-y">
        {answers.map((answer) => (
          <Row key={answer.id} answer={answer} isRepeated={run.repeats > 1} />
        ))}
      </ul>
      <MoreButton pages={{ hasNextPage, isFetchingNextPage, fetchNextPage }} />
    </>
  );
}

function Row({ answer, isRepeated }: { answer: RunAnswer; isRepeated: boolean }) {
  const { t } = useTranslation();
  const { question } = answer;
  return (
    <li className="flex flex-col gap-2 py-4 text-sm first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="text-xs text-ink-faint">#{question.id}</span>
        {question.kind !== 'question' && <Badge tone="brand">{t(`sets.kind.${question.kind}`)}</Badge>}
        {question.topic && <Badge>{question.topic}</Badge>}
        {isRepeated && <Badge>{t('runs.repeat', { number: answer.repeat })}</Badge>}
        {answer.evaluation !== null && <EvaluationMark evaluation={answer.evaluation} withText />}
        {answer.carried_from && (
          <span className="text-xs text-ink-faint">
            {t('runs.carried')}
            {t('common.inBrackets', { text: t(`runs.carriedFrom.${answer.carried_from}`) })}
          </span>
        )}
        {question.log_id !== null && (
          <Link to="/logs/$logId" params={{ logId: question.log_id }} className="text-xs text-brand-ink underline">
            {t('runs.log', { id: question.log_id })}
          </Link>
        )}
      </div>
      <LongText text={question.question} className="font-medium break-words whitespace-pre-wrap" />
      <div className="grid gap-x-6 gap-y-3 md:grid-cols-2">
        <section>
          <h3 className="mb-1 text-xs font-normal text-ink-faint">{t('runs.answer')}</h3>
          <AnswerText answer={answer} />
        </section>
        <section>
          <h3 className="mb-1 text-xs font-normal text-ink-faint">{t('runs.expected')}</h3>
          {question.expected_answer ? <Markdown text={question.expected_answer} /> : <p className="text-ink-faint">{t('runs.noExpected')}</p>}
        </section>
      </div>
    </li>
  );
}

function AnswerText({ answer: { answer, finish_reason, error, error_code } }: { answer: RunAnswer }) {
  const { t } = useTranslation();
  if (finish_reason === null) return <p className="text-ink-faint">{t('runs.notAsked')}</p>;
  return (
    <>
      {answer.trim() === '' ? error_code === null && <p className="text-ink-faint">{t('runs.emptyAnswer')}</p> : <Markdown text={answer} />}
      {error_code !== null && (
        <div className="mt-1 flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
          <Badge tone="bad">{t('finish.failed')}</Badge>
          <span className="min-w-0 flex-1 basis-48 text-ink-soft">
            {t(`runs.failedBecause.${error_code}`)}
            {error && <span className="mt-0.5 block text-xs break-words text-ink-faint">{t('common.serverSays', { detail: error })}</span>}
          </span>
        </div>
      )}
      {finish_reason === 'length' && <p className="mt-1 text-fair">{t('runs.cutOff')}</p>}
    </>
  );
}
