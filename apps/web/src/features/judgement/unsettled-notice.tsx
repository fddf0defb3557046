import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { sendUnsent, useUnsettled } from './unsent';
import type { Writing } from './writings';

/** Judgements of other logs than the one that is shown, which are not on the server yet or wait for a decision. */
export function UnsettledNotice({ shownLogId, onGo }: { shownLogId: number | undefined; onGo: (logId: number) => void }) {
  const { t } = useTranslation();
  const elsewhere = useUnsettled().filter(({ logId }) => logId !== shownLogId);
  const clashing = elsewhere.find(({ clash }) => clash !== null);
  const unsent = elsewhere.filter((writing) => isUnsent(writing));
  if (clashing)
    return (
      <Notice
        tone="warning"
        action={
          <Button size="sm" onClick={() => onGo(clashing.logId)} className="max-md:h-10">
            {t('judgement.goThere')}
          </Button>
        }
      >
        {t('judgement.clashElsewhere', { id: clashing.logId })}
      </Notice>
    );
  if (unsent.length === 0) return null;
  const waits = unsent.every(({ saveState }) => saveState.kind === 'waiting');
  return (
    <Notice
      tone="warning"
      action={
        <Button size="sm" onClick={sendUnsent} className="max-md:h-10">
          {t('judgement.again')}
        </Button>
      }
    >
      {t(waits ? 'judgement.waitingElsewhere' : 'judgement.failedElsewhere', { count: unsent.length })}
    </Notice>
  );
}

const isUnsent = ({ clash, saveState }: Writing) => clash === null && (saveState.kind === 'failed' || saveState.kind === 'waiting');
