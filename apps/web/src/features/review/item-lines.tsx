import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { ModelName } from '../../components/model-name';
import { LateProvenance, loadProvenance } from '../../components/late-provenance';
import { Disclosure } from '../../components/ui/disclosure';
import { formatDateTime, formatDuration, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useFetchedWhenQuiet } from '../../lib/use-late';

/** Where one is, and which log it is. */
export function ItemLine({ log, position: { at, of }, showsAsker }: { log: Log; position: { at: number; of: number }; showsAsker: boolean }) {
  const { t } = useTranslation();
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-faint">
      <span className="font-medium text-ink-soft">{t('review.position', { at: formatNumber(at), of: formatNumber(of) })}</span>
      <span>{log.poc_name}</span>
      {showsAsker && <span>{t('review.askedBy', { name: log.username })}</span>}
      <time dateTime={log.timestamp}>{formatDateTime(log.timestamp)}</time>
      <Link to="/logs/$logId" params={{ logId: log.id }} className="rounded-sm hover:text-brand-ink hover:underline max-md:py-2">
        {t('review.log', { id: log.id })}
      </Link>
    </p>
  );
}

/** What made the answer: in a line, and whole when it is unfolded. */
export function MadeLine({ log }: { log: Log }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const fold = useCallback(() => setOpen(false), []);
  useFetchedWhenQuiet(loadProvenance);
  return (
    <Disclosure
      open={open}
      onToggle={setOpen}
      className="border-t pt-3"
      summary={
        <span className="flex flex-wrap items-center gap-x-3 font-normal text-ink-faint">
          <span className="sr-only">{t('provenance.title')}</span>
          <ModelName name={log.model_name} version={log.model_version} isDemo={log.model_is_demo} />
          {log.completion_tokens !== null && <span>{t('unit.tokens', { value: formatNumber(log.completion_tokens) })}</span>}
          {log.duration_ms !== null && <span>{formatDuration(log.duration_ms)}</span>}
        </span>
      }
    >
      <div className="mt-2 max-w-[44em]">
        <LateProvenance log={log} open={open} onFailure={fold} />
      </div>
    </Disclosure>
  );
}
