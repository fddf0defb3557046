import type { Model, ModelDownload } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { Panel } from '../../components/ui/page';
import { useTranslation } from '../../lib/i18n';
import { DownloadRow } from './download-row';
import { downloadsQuery } from './download-queries';
import { DOWNLOADS } from './use-download-actions';

/** What is being downloaded and what was, the newest first. */
export function DownloadList({ models }: { models: readonly Model[] }) {
  const { t } = useTranslation();
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const newestFirst = (a: ModelDownload, b: ModelDownload) => b.started_at.localeCompare(a.started_at);
  return (
    <Panel id={DOWNLOADS} title={t('downloads.list')} className="scroll-mt-17 md:scroll-mt-4">
      {downloads.length === 0 ? (
        <p className="text-sm text-ink-faint">{t('downloads.empty')}</p>
      ) : (
        <ul aria-label={t('downloads.list')} className="-my-3 divide-y">
          {downloads.toSorted(newestFirst).map((download) => (
            <DownloadRow key={download.download_id} download={download} models={models} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
