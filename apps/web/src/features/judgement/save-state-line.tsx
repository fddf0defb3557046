import type { Evaluation } from '@llamune/contracts';
import { Check, CircleDashed, LoaderCircle, PencilLine, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { errorSentence } from '../../lib/error-sentence';
import { formatTime } from '../../lib/format';
import type { Judgement } from './use-judgement';

const line = 'inline-flex items-center gap-1.5 text-sm [&_svg]:size-4 [&_svg]:shrink-0';

/** Saved is said only when the server said so. */
export function SaveStateLine({ judgement, evaluation }: { judgement: Judgement; evaluation: Evaluation | null }) {
  const { t } = useTranslation();
  return (
    <output className="flex min-h-9 items-center">
      <Content judgement={judgement} unevaluated={evaluation === null} t={t} />
    </output>
  );
}

function Content({ judgement: { saveState, isUnsaved, restored, save }, unevaluated, t }: { judgement: Judgement; unevaluated: boolean; t: ReturnType<typeof useTranslation>['t'] }) {
  if (saveState.kind === 'saving')
    return (
      <span className={`${line} text-ink-faint`}>
        <LoaderCircle aria-hidden className="animate-spin" />
        {t('judgement.saving')}
      </span>
    );
  if (saveState.kind === 'failed')
    return (
      <span className={`${line} flex-wrap text-bad`}>
        <TriangleAlert aria-hidden />
        {t('judgement.failed')} {errorSentence(saveState.error)}
        <Button size="sm" onClick={() => void save()}>
          {t('judgement.again')}
        </Button>
      </span>
    );
  if (isUnsaved)
    return (
      <span className={`${line} text-fair`}>
        <PencilLine aria-hidden />
        {restored ? t('judgement.restored') : t('judgement.unsaved')}
      </span>
    );
  if (saveState.kind === 'saved')
    return (
      <span className={`${line} text-ink-faint`}>
        <Check aria-hidden />
        {t('judgement.saved', { time: formatTime(saveState.at) })}
      </span>
    );
  return unevaluated ? (
    <span className={`${line} text-ink-faint`}>
      <CircleDashed aria-hidden />
      {t('evaluation.none')}
    </span>
  ) : null;
}
