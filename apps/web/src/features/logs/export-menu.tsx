import type { LogFilter } from '@llamune/contracts';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { Button } from '../../components/ui/button';
import { ChoiceCards } from '../../components/ui/choice';
import { Notice } from '../../components/ui/notice';
import { Popover } from '../../components/ui/popover';
import { Progress } from '../../components/ui/progress';
import { formatBytes, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { ExportFormat } from './export-logs';
import { useExport, type ExportState } from './use-export';

/** From here on the file may be too much for a browser, which holds all of it: about 500 MB. */
const MANY_LOGS = 200_000;

interface ExportMenuProps {
  filter: LogFilter;
  total: number;
}

/** All that the list holds, as a file. */
export function ExportMenu({ filter, total }: ExportMenuProps) {
  const { t } = useTranslation();
  const { state, start, cancel } = useExport();
  const [format, setFormat] = useState<ExportFormat>('csv');
  const isRunning = state.kind === 'running';
  return (
    <Popover
      align="end"
      label={t('logs.export.title')}
      className="w-80 max-w-[calc(100vw-16px)]"
      trigger={
        <Button size="sm" className="max-md:size-10 max-md:p-0">
          <Download aria-hidden />
          {isRunning ? (
            formatBytes(state.bytes)
          ) : (
            <span className="max-md:sr-only">{t('logs.export.title')}</span>
          )}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <p className="text-sm">{t('logs.export.lead', { n: formatNumber(total) })}</p>
        <ChoiceCards<ExportFormat>
          label={t('logs.export.format')}
          value={format}
          onChange={setFormat}
          options={[
            { value: 'csv', label: 'CSV', hint: t('logs.export.csv'), disabled: isRunning },
            { value: 'jsonl', label: 'JSONL', hint: t('logs.export.jsonl'), disabled: isRunning },
          ]}
        />
        {total > MANY_LOGS && <Notice tone="warning">{t('logs.export.many')}</Notice>}
        <ExportProgress state={state} onRetry={() => void start(filter, format)} />
        {isRunning ? (
          <Button onClick={cancel} className="max-md:h-10">
            {t('logs.export.cancel')}
          </Button>
        ) : (
          <Button variant="primary" disabled={total === 0} onClick={() => void start(filter, format)} className="max-md:h-10">
            {t('logs.export.start')}
          </Button>
        )}
      </div>
    </Popover>
  );
}

function ExportProgress({ state, onRetry }: { state: ExportState; onRetry: () => void }) {
  const { t } = useTranslation();
  if (state.kind === 'failed') return <ErrorNotice error={state.error} onRetry={onRetry} />;
  return (
    <output className="flex flex-col gap-1.5 text-sm text-ink-soft empty:hidden">
      {state.kind === 'running' && (
        <>
          <Progress value={null} label={t('logs.export.running')} />
          {t('logs.export.bytes', { size: formatBytes(state.bytes) })}
        </>
      )}
      {state.kind === 'done' && t('logs.export.done', { name: state.name, size: formatBytes(state.bytes) })}
    </output>
  );
}
