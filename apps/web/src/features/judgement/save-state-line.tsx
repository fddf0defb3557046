import { Check, CircleDashed, LoaderCircle, PencilLine, TriangleAlert, Undo2, Unplug } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { cn } from '../../lib/cn';
import { errorSentence } from '../../lib/error-sentence';
import { formatTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useHasSteps } from './steps';
import { undoJudgement } from './undo-judgement';
import type { Judgement } from './use-judgement';
import { focusForm } from './use-leaving';

const line = 'inline-flex items-center gap-1.5 text-sm [&_svg]:size-4 [&_svg]:shrink-0';

/** Saved is said only when the server said so. Without `saysUnjudged` something beside it says that. */
export function SaveStateLine({ judgement, offersUndo = false, saysUnjudged = true }: { judgement: Judgement; offersUndo?: boolean; saysUnjudged?: boolean }) {
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      <output className="contents">
        <State judgement={judgement} saysUnjudged={saysUnjudged} />
      </output>
      {offersUndo && <UndoButton logId={judgement.log.id} />}
    </div>
  );
}

function State({ judgement: { writing, fields, isUnsaved, save }, saysUnjudged }: { judgement: Judgement; saysUnjudged: boolean }) {
  const { t } = useTranslation();
  const { saveState, restored } = writing;
  if (saveState.kind === 'saving')
    return (
      <span className={`${line} text-ink-faint`}>
        <LoaderCircle aria-hidden className="animate-spin" />
        {t('judgement.saving')}
      </span>
    );
  if (saveState.kind === 'waiting')
    return (
      <span className={`${line} text-fair`}>
        <Unplug aria-hidden />
        {t('judgement.offline')}
      </span>
    );
  if (saveState.kind === 'failed')
    return (
      <span className={`${line} flex-wrap text-bad`}>
        <TriangleAlert aria-hidden />
        {t('judgement.failed')} {errorSentence(saveState.error)}
        <Button size="sm" onClick={() => void save()} className="max-md:h-10">
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
  return saysUnjudged && fields.evaluation === null ? <Unjudged /> : null;
}

export function Unjudged({ className }: { className?: string }) {
  const { t } = useTranslation();
  return (
    <span className={cn(line, 'text-ink-faint', className)}>
      <CircleDashed aria-hidden />
      {t('evaluation.none')}
    </span>
  );
}

function UndoButton({ logId }: { logId: number }) {
  const { t } = useTranslation();
  if (!useHasSteps(logId)) return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-keyshortcuts="u"
      onClick={({ currentTarget }) => {
        focusForm(currentTarget);
        undoJudgement(logId);
      }}
      className="max-md:h-10"
    >
      <Undo2 aria-hidden />
      {t('judgement.undo')}
    </Button>
  );
}
