import type { Model, ModelFile } from '@llamune/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Panel } from '../../components/ui/page';
import { formatBytes } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { modelFilesQuery } from './model-queries';
import { modelLabel } from './model-texts';

/** Where files go, and which are there already. */
export function ModelFiles({ models, onUse }: { models: readonly Model[]; onUse: (file: string) => void }) {
  const { t } = useTranslation();
  const { data: files, refetch, isFetching } = useSuspenseQuery(modelFilesQuery);
  return (
    <Panel
      title={t('models.files')}
      className="mt-6"
      actions={
        <Button size="sm" disabled={isFetching} onClick={() => void refetch()}>
          <RefreshCw aria-hidden className={isFetching ? 'animate-spin' : undefined} />
          {t('models.refresh')}
        </Button>
      }
    >
      <p className="mb-4 max-w-[52em] text-sm text-ink-soft">
        <strong className="font-medium text-ink">{t('models.whereTitle')}: </strong>
        {t('models.where')}
      </p>
      {files.length === 0 ? (
        <p className="text-sm text-ink-faint">{t('models.noFiles')}</p>
      ) : (
        <ul aria-label={t('models.files')} className="divide-y border-t">
          {files.map((file) => (
            <FileRow key={file.file} file={file} models={models} onUse={onUse} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function FileRow({ file: { file, bytes, model_ids }, models, onUse }: { file: ModelFile; models: readonly Model[]; onUse: (file: string) => void }) {
  const { t } = useTranslation();
  const users = models.filter(({ id }) => model_ids.includes(id)).map((model) => modelLabel(model, t));
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-2.5 text-sm">
      <span className="min-w-0 flex-1 basis-52 font-mono text-xs">{file}</span>
      <span className="text-ink-faint">{formatBytes(bytes)}</span>
      {users.length > 0 && <Badge className="whitespace-normal">{`${t('models.registered')}: ${users.join(', ')}`}</Badge>}
      <Button size="sm" aria-label={t('models.useName', { file })} onClick={() => onUse(file)}>
        {t('models.use')}
      </Button>
    </li>
  );
}
