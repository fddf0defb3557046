import type { QuestionSet, SetQuestion } from '@llamune/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { SkeletonRows } from '../../components/ui/skeleton';
import { toast } from '../../components/ui/toaster';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { ChangeRefusal } from './change-refusal';
import { EditQuestion, type Edited } from './edit-question';
import { QuestionRow } from './question-row';
import { questionPages } from './set-queries';
import { useChangeSet } from './use-change-set';
import { useHoldOut } from './use-hold-out';

interface QuestionListProps {
  set: QuestionSet;
  /** Another than the newest is only read. */
  version: number;
  canChange: boolean;
}

/** The questions of a version, a page at a time, with what can be done with each. */
export function QuestionList({ set, version, canChange }: QuestionListProps) {
  const { t } = useTranslation();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(questionPages(set.id, version));
  const [edited, setEdited] = useState<Edited>();
  const removal = useChangeSet(set, () => toast(t('sets.removed')));
  const holdOut = useHoldOut(set.id);
  if (!data) return error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <SkeletonRows label={t('app.loading')} rows={5} />;
  const questions = data.pages.flat();
  if (questions.length === 0) return <p className="text-sm text-ink-soft">{t(canChange ? 'sets.noQuestions' : 'sets.noQuestionsReader')}</p>;
  const actions = {
    onEdit: (question: SetQuestion) => setEdited({ as: 'edit', question }),
    onAddSibling: (question: SetQuestion, as: 'paraphrase' | 'near_miss') => setEdited({ as, question }),
    onRemove: (question: SetQuestion) => removal.send({ remove: [question.id] }),
    onHoldOut: (question: SetQuestion) => holdOut.change(!question.held_out, [question.id]),
  };
  return (
    <div className="flex flex-col gap-4">
      <ChangeRefusal change={removal} />
      {holdOut.error && <ErrorNotice error={holdOut.error} />}
      {holdOut.refused > 0 && <Notice tone="warning">{t('sets.refused', { count: formatNumber(holdOut.refused) })}</Notice>}
      <ul aria-label={t('sets.questions')} className="flex flex-col divide-y">
        {questions.map((question) => (
          <QuestionRow key={question.id} question={question} actions={canChange ? actions : undefined} />
        ))}
      </ul>
      {hasNextPage && (
        <Button className="mx-auto flex max-md:h-10" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('common.more')}
        </Button>
      )}
      <EditQuestion set={set} edited={edited} onClose={() => setEdited(undefined)} />
    </div>
  );
}
