import { useMutation } from '@tanstack/react-query';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { useAsking } from './asking';
import { SideLetter } from './compare-cell';
import { letterOf, useComparing, type SideName } from './comparing';

/** A question that this side was not asked, or that did not get here: it can be asked here alone. */
export function MissingCell({ side, question }: { side: SideName; question: string }) {
  const { t } = useTranslation();
  const asking = useAsking();
  const failure = useComparing().failures[side];
  const { mutate, isPending, error } = useMutation({ mutationFn: async () => asking?.ask({ question }) });
  const told = error ?? (failure?.question === question ? failure.error : null);
  return (
    <section aria-label={t('compare.missingName', { letter: letterOf[side] })} className="flex min-w-0 flex-col items-start gap-3 rounded-lg border border-dashed border-line-strong/60 p-3.5 text-sm">
      <SideLetter side={side} />
      {told ? <ErrorNotice error={told} special={{ 409: t('chat.questionNotSent') }} className="self-stretch" /> : <p className="text-ink-soft">{t('compare.notAsked')}</p>}
      {asking && (
        <Button disabled={isPending || asking.isBusy} onClick={() => mutate()} className="max-md:h-10">
          {isPending ? t('chat.sending') : t('compare.askHere', { letter: letterOf[side] })}
        </Button>
      )}
    </section>
  );
}
