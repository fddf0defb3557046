import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../components/ui/button';
import { Progress } from '../../components/ui/progress';
import { useTranslation } from '../../lib/i18n';
import { downloadsQuery } from './download-queries';
import { percentText, shareOf } from './download-share';

/** One line for each download that is not over yet, for the page of the models. Nothing without one. */
export function DownloadsUnderWay() {
  const { t } = useTranslation();
  const { data: downloads } = useSuspenseQuery(downloadsQuery);
  const underWay = downloads.filter(({ state }) => state !== 'done');
  if (underWay.length === 0) return null;
  return (
    <section aria-label={t('downloads.underWay')} className="mb-4 flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border bg-surface px-4 py-3">
      <ul className="flex min-w-0 flex-1 basis-72 flex-col gap-1.5">
        {underWay.map((download) => (
          <li key={download.download_id} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <span className="min-w-0 flex-1 basis-48 truncate font-mono text-xs">{download.file}</span>
            <Progress value={shareOf(download)} label={t('downloads.progressName', { file: download.file })} className="w-32" />
            <span className="min-w-28 text-ink-soft">
              {t(`downloads.state.${download.state}`)} {percentText(download)}
            </span>
          </li>
        ))}
      </ul>
      <Button asChild size="sm" className="max-md:h-10">
        <Link to="/admin/downloads">{t('downloads.toDownloads')}</Link>
      </Button>
    </section>
  );
}
