import type { Model } from '@llamune/contracts';
import { Facts, type Fact } from '../../components/ui/facts';
import { formatBytes, formatDate, formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';

/** All that is written down of a version. */
export function ModelDetails({ model }: { model: Model }) {
  const { t } = useTranslation();
  const small = (text: string) => <span className="font-mono text-xs">{text}</span>;
  const where: Fact[] = runsOnServer(model)
    ? [
        { label: t('models.serverUrl'), value: model.server_url ? small(model.server_url) : t('models.defaultServer') },
        { label: t('models.servedModel'), value: model.served_model ?? model.model_name },
        ...(model.api_key_env ? [{ label: t('models.apiKeyEnv'), value: small(model.api_key_env) }] : []),
      ]
    : [{ label: t('models.file'), value: model.file ? small(model.file) : t('models.noFile') }];
  const facts: Fact[] = [
    ...where,
    { label: t('models.adapter'), value: model.adapter ? small(model.adapter) : t('common.none') },
    { label: t('models.baseModel'), value: model.base_model ?? t('common.unknown') },
    { label: t('models.trainedAt'), value: model.trained_at ? formatDate(model.trained_at) : t('models.notTrained') },
    { label: t('models.createdAt'), value: formatDateTime(model.created_at) },
    ...(model.memory_bytes === null ? [] : [{ label: t('models.memory'), value: formatBytes(model.memory_bytes) }]),
    { label: t('models.description'), value: model.description ? <p className="whitespace-pre-wrap">{model.description}</p> : t('common.none'), wide: true },
  ];
  return <Facts facts={facts} className="-my-2" />;
}
