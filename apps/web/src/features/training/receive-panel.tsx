import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { ModelName } from '../../components/model-name';
import { Button } from '../../components/ui/button';
import { Notice } from '../../components/ui/notice';
import { Progress } from '../../components/ui/progress';
import { trpc } from '../../lib/api';
import { formatBytes, formatDateTime, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useReceiving, type Receiving } from './use-receiving';

/** What came back from a machine without a network: archives in the models folder, each to be checked and registered. */
export function ReceivePanel() {
  const { t } = useTranslation();
  const { data: files, error, isFetching, refetch } = useQuery(trpc.models.results.queryOptions({}));
  const { receiving, receive, giveUp } = useReceiving();
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-[46em] text-sm text-ink-soft">{t('training.receiveLead')}</p>
      {error && <ErrorNotice error={error} />}
      {files && (
        <ul className="flex flex-col divide-y divide-line border-y border-line empty:hidden">
          {files.map(({ file, bytes, modified_at }) => (
            <li key={file} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
              <span className="min-w-0 flex-1 basis-56">
                <span className="block truncate font-medium">{file}</span>
                <span className="text-sm text-ink-soft">
                  {formatBytes(bytes)} ・ {formatDateTime(modified_at)}
                </span>
              </span>
              <Button className="max-md:h-10" disabled={receiving.kind === 'running'} aria-label={t('training.receiveFile', { file })} onClick={() => void receive(file)}>
                {t('training.receive')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {files?.length === 0 && <p className="text-sm text-ink-soft">{t('training.noResults')}</p>}
        <Button variant="ghost" className="max-md:h-10" disabled={isFetching} onClick={() => void refetch()}>
          <RefreshCw aria-hidden />
          {t('training.lookAgain')}
        </Button>
      </div>
      <Outcome receiving={receiving} giveUp={giveUp} />
    </div>
  );
}

function Outcome({ receiving, giveUp }: { receiving: Receiving; giveUp: () => void }) {
  const { t } = useTranslation();
  if (receiving.kind === 'failed') return <ErrorNotice error={receiving.error} special={{ 400: t('training.resultRefused') }} />;
  if (receiving.kind === 'done') {
    const { model, acknowledged } = receiving;
    return (
      <Notice>
        <output>{acknowledged ? t('training.received', { trained: formatNumber(acknowledged.trained) }) : t('training.receivedOnly')}</output>{' '}
        <Link to="/admin/models/$modelId" params={{ modelId: model.id }} className="text-brand-ink underline">
          <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />
        </Link>
      </Notice>
    );
  }
  if (receiving.kind === 'idle') return null;
  const { event } = receiving;
  const share = event?.type === 'reading' ? event.done / Math.max(1, event.total) : null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <output className="flex min-w-0 flex-1 basis-60 flex-col gap-1.5 text-sm text-ink-soft">
        <Progress value={share} label={t('training.receiveProgress')} />
        {event?.type === 'reading' ? t('training.readingFile', { done: formatBytes(event.done), total: formatBytes(event.total) }) : t('training.checkingFile')}
      </output>
      <Button className="max-md:h-10" onClick={giveUp}>
        {t('training.giveUp')}
      </Button>
    </div>
  );
}
