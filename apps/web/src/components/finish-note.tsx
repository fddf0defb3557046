import type { FinishReason, Log } from '@llamune/contracts';
import { useTranslation } from '../lib/i18n';
import { Badge } from './ui/badge';

type Cut = Exclude<FinishReason, 'stop'>;

/** Why an answer ended other than by itself, and what to do about it. Nothing for one that is whole. */
export function FinishNote({ log }: { log: Log }) {
  const { t } = useTranslation();
  const reason = log.finish_reason;
  if (reason === null || reason === 'stop') return null;
  const isBroken = reason === 'failed' || reason === 'interrupted';
  return (
    <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1.5 text-sm">
      <Badge tone={isBroken ? 'bad' : 'fair'}>{t(`finish.${reason}`)}</Badge>
      <span className="max-w-[44em] min-w-0 flex-1 basis-64 text-ink-soft">
        <Hint log={log} reason={reason} />
        {isBroken && log.error && <span className="mt-0.5 block text-xs text-ink-faint">{t('common.serverSays', { detail: log.error })}</span>}
      </span>
    </div>
  );
}

function Hint({ log, reason }: { log: Log; reason: Cut }) {
  const { t } = useTranslation();
  if (log.error_code) return t(`finish.code.${log.error_code}`);
  if (reason === 'length') return t(log.answer === '' && log.thinking ? 'finish.lengthThinkingHint' : 'finish.lengthHint', { max: log.sampling.max_tokens });
  return t(`finish.${reason}Hint`);
}
