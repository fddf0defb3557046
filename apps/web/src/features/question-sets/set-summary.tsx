import type { QuestionSet } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { trpc } from '../../lib/api';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { NameDialog } from './name-dialog';
import { useHoldOut } from './use-hold-out';

/** How many questions of which kind, how many are held out and what that means, and what can be done with the set as a whole. */
export function SetSummary({ set, canChange }: { set: QuestionSet; canChange: boolean }) {
  const { t } = useTranslation();
  const holdOut = useHoldOut(set.id);
  const queryClient = useQueryClient();
  const [isNaming, setIsNaming] = useState(false);
  const archive = useMutation(trpc.questionSets.update.mutationOptions({ onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.questionSets.pathKey() }) }));
  return (
    <div className="flex flex-col gap-4 text-sm">
      {set.description && <p className="break-words whitespace-pre-wrap">{set.description}</p>}
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="font-medium">{t('sets.count', { count: formatNumber(set.question_count) })}</span>
        <span className="text-ink-soft">{t('sets.kindCount', { paraphrase: formatNumber(set.kinds.paraphrase), nearMiss: formatNumber(set.kinds.near_miss) })}</span>
        <span className="text-ink-soft">{t('sets.heldOutCount', { count: formatNumber(set.held_out_count) })}</span>
        {set.archived_at && <Badge tone="fair">{t('sets.archived')}</Badge>}
      </p>
      <p className="text-ink-soft">{t('sets.heldOutMeaning')}</p>
      {holdOut.refused > 0 && <Notice tone="warning">{t('sets.refused', { count: formatNumber(holdOut.refused) })}</Notice>}
      {(holdOut.error ?? archive.error) && <ErrorNotice error={holdOut.error ?? archive.error} />}
      {canChange && (
        <div className="flex flex-wrap gap-2 max-md:*:h-10">
          {set.held_out_count < set.question_count && (
            <Button size="sm" disabled={holdOut.isPending} onClick={() => holdOut.change(true)}>
              {t('sets.holdAll')}
            </Button>
          )}
          {set.held_out_count > 0 && (
            <Button size="sm" disabled={holdOut.isPending} onClick={() => holdOut.change(false)}>
              {t('sets.letAllGo')}
            </Button>
          )}
          <Button size="sm" onClick={() => setIsNaming(true)}>
            {t('sets.rename')}
          </Button>
          <Button size="sm" variant="ghost" disabled={archive.isPending} onClick={() => archive.mutate({ set_id: set.id, archived: set.archived_at === null })}>
            {t(set.archived_at ? 'sets.unarchive' : 'sets.archive')}
          </Button>
        </div>
      )}
      <NameDialog set={set} open={isNaming} onOpenChange={setIsNaming} />
    </div>
  );
}
