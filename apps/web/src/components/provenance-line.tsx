import type { Log } from '@llamune/contracts';
import { ChevronRight } from 'lucide-react';
import { useCallback, useId, useState, type ReactNode } from 'react';
import { formatDuration, formatNumber } from '../lib/format';
import { useTranslation, type Translate } from '../lib/i18n';
import { LateProvenance } from './late-provenance';

/** What made the answer in one line, and all of it one press away; with what else can be done with the answer beside it. */
export function ProvenanceLine({ log, children }: { log: Log; children?: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        <button type="button" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} className="group/line -ml-1 flex min-h-7.5 items-center gap-x-1.5 rounded-sm px-1 text-xs text-ink-faint hover:text-ink max-md:min-h-10">
          <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-aria-expanded/line:rotate-90" />
          <span className="sr-only">{t('provenance.title')}: </span>
          <span className="flex flex-wrap gap-x-2.5">
            {/* On a telephone the last, the tokens, would put what stands beside it on a line of its own. */}
            {summaryOf(log, t).map((part, index) => (
              <span key={part} className={index === 2 ? 'max-sm:hidden' : undefined}>
                {part}
              </span>
            ))}
          </span>
        </button>
        <div className="ml-auto flex items-center gap-1">{children}</div>
      </div>
      <div id={id} className="rounded-lg border bg-surface px-3.5 py-1.5 empty:hidden">
        <LateProvenance log={log} inSession open={open} onFailure={close} />
      </div>
    </div>
  );
}

const summaryOf = (log: Log, t: Translate): string[] => [
  t('model.version', { version: log.model_version }),
  ...(log.duration_ms === null ? [] : [formatDuration(log.duration_ms)]),
  ...(log.completion_tokens === null ? [] : [t('unit.tokens', { value: formatNumber(log.completion_tokens) })]),
];
