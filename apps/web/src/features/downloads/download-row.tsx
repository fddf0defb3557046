import type { Model, ModelDownload } from '@llamune/contracts';
import { ErrorNotice } from '../../components/error-notice';
import { Badge, type Tone } from '../../components/ui/badge';
import { Notice } from '../../components/ui/notice';
import { Progress } from '../../components/ui/progress';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { DownloadButtons } from './download-buttons';
import { percentText, shareOf } from './download-share';
import { remainingTime } from './remaining-time';
import { useDownloadActions } from './use-download-actions';

const tones: Record<ModelDownload['state'], Tone> = { running: 'brand', paused: 'fair', checking: 'brand', done: 'good', failed: 'bad' };

export function DownloadRow({ download, models }: { download: ModelDownload; models: readonly Model[] }) {
  const { t } = useTranslation();
  const actions = useDownloadActions();
  const { file, state } = download;
  const users = models.filter((model) => model.file === file || model.adapter === file);
  const refusal = actions.pause.error ?? actions.resume.error;
  return (
    <li aria-label={file} className="grid gap-x-6 gap-y-2.5 py-3.5 md:grid-cols-[minmax(0,1fr)_14.5rem]">
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 font-mono text-sm">{file}</span>
          <output>
            <Badge tone={tones[state]}>{t(`downloads.state.${state}`)}</Badge>
          </output>
          {users.length > 0 && <Badge className="whitespace-normal">{t('downloads.registeredAs', { name: users.map((model) => `${model.model_name} ${t('model.version', { version: model.version })}`).join(', ') })}</Badge>}
        </p>
        {state !== 'done' && (
          <div className="flex items-center gap-3">
            <Progress value={shareOf(download)} label={t('downloads.progressName', { file })} className="flex-1" />
            <span aria-hidden className="w-9 shrink-0 text-right text-xs text-ink-soft empty:hidden">
              {percentText(download)}
            </span>
          </div>
        )}
        <Figures download={download} />
        {state === 'failed' && (
          <Notice tone="error">
            <p>{t('downloads.failedHint')}</p>
            {download.error && <p className="mt-0.5 text-xs">{t('common.serverSays', { detail: download.error })}</p>}
          </Notice>
        )}
        {refusal && <ErrorNotice error={refusal} special={{ 409: t('downloads.resumeRefused') }} />}
      </div>
      <DownloadButtons download={download} actions={actions} isRegistered={users.length > 0} />
    </li>
  );
}

function Figures({ download }: { download: ModelDownload }) {
  const { t } = useTranslation();
  const { state, address, received_bytes, total_bytes, bytes_per_second } = download;
  const received = formatBytes(received_bytes);
  const amount = total_bytes === null ? t('downloads.receivedOnly', { received }) : t('downloads.received', { received, total: formatBytes(total_bytes) });
  const time = remainingTime(download, t);
  const isRunning = state === 'running';
  return (
    <div className="flex flex-wrap gap-x-4 gap-y-0.5 text-xs text-ink-soft">
      <span>{state === 'done' ? received : amount}</span>
      {isRunning && bytes_per_second === null && <span>{t('downloads.waiting')}</span>}
      {isRunning && bytes_per_second !== null && <span>{t('downloads.speed', { bytes: formatBytes(bytes_per_second) })}</span>}
      {isRunning && time && <span>{t('downloads.remaining', { time })}</span>}
      {state === 'checking' && <span>{t('downloads.checkingHint')}</span>}
      {state === 'paused' && <span>{t('downloads.pausedHint')}</span>}
      <span className="text-ink-faint">
        {t('downloads.source')}: {address}
      </span>
    </div>
  );
}
