import type { Comparison } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button';
import { ConfirmDialog } from '../../components/ui/confirm-dialog';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** For when nobody is there to judge a second time: the comparison would wait for ever, and its questions could not be held out. */
export function WaiveSecond({ comparison: { id, progress } }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const waive = useMutation(trpc.comparisons.waiveSecond.mutationOptions({ onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.comparisons.pathKey() }) }));
  return (
    <>
      <Button variant="ghost" className="max-md:h-10" onClick={() => setIsAsked(true)}>
        {t('comparison.waive')}
      </Button>
      <ConfirmDialog
        open={isAsked}
        onOpenChange={setIsAsked}
        title={t('comparison.waiveTitle')}
        confirmLabel={t('comparison.waive')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => waive.mutateAsync({ comparison_id: id })}
        errorSentence={errorSentence}
      >
        <p>{t('comparison.waiveBody', { count: formatNumber(progress.second_wanted - progress.second_judged) })}</p>
      </ConfirmDialog>
    </>
  );
}
