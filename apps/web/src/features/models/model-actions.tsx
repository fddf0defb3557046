import type { Model } from '@llamune/contracts';
import { Button } from '../../components/ui/button';
import { useTranslation } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';
import type { useCheck } from './use-check';
import type { useLoad } from './use-load';

interface ModelActionsProps {
  model: Model;
  label: string;
  loading: ReturnType<typeof useLoad>;
  check: ReturnType<typeof useCheck>;
  onEdit: () => void;
}

export function ModelActions({ model, label, loading, check, onEdit }: ModelActionsProps) {
  const { t } = useTranslation();
  const hasSource = model.state !== 'no_file' && model.state !== 'missing';
  return (
    <div className="flex flex-wrap items-start gap-2 max-md:*:h-10 lg:min-w-60 lg:justify-end">
      {hasSource && <LoadButton model={model} label={label} loading={loading} />}
      {hasSource && !runsOnServer(model) && (
        <Button size="sm" disabled={check.isPending || model.state === 'loading'} title={t('models.checkHint')} aria-label={t('models.checkName', { name: label })} onClick={() => check.mutate({ model_id: model.id })}>
          {t('models.check')}
        </Button>
      )}
      <Button size="sm" aria-label={t('models.editName', { name: label })} onClick={onEdit}>
        {t('common.edit')}
      </Button>
    </div>
  );
}

function LoadButton({ model, label, loading: { load, unload } }: Pick<ModelActionsProps, 'model' | 'label' | 'loading'>) {
  const { t } = useTranslation();
  const isServer = runsOnServer(model);
  if (load.isPending || model.state === 'loading')
    return (
      <Button size="sm" disabled>
        {isServer ? t('models.connecting') : t('models.loading')}
      </Button>
    );
  if (isServer)
    return (
      <Button size="sm" aria-label={t('models.connectName', { name: label })} onClick={() => load.mutate({ model_id: model.id })}>
        {t('models.connect')}
      </Button>
    );
  if (model.state === 'ready')
    return (
      <Button size="sm" disabled={unload.isPending} aria-label={t('models.unloadName', { name: label })} onClick={() => unload.mutate({ model_id: model.id })}>
        {t('models.unload')}
      </Button>
    );
  return (
    <Button size="sm" aria-label={t('models.loadName', { name: label })} onClick={() => load.mutate({ model_id: model.id })}>
      {t('models.load')}
    </Button>
  );
}
