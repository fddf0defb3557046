import { useTranslation } from '../../lib/i18n';
import type { ModelFormApi } from './use-model-form';

const plain = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/** An OpenAI-compatible server that runs the model, and what it calls it. */
export function ServerFields({ form }: { form: ModelFormApi }) {
  const { t } = useTranslation();
  return (
    <>
      <form.AppField name="server_url">{(field) => <field.TextField {...plain} label={t('models.serverUrl')} hint={t('models.serverUrlHint')} placeholder="http://127.0.0.1:8080/v1" inputMode="url" />}</form.AppField>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <form.AppField name="served_model">{(field) => <field.TextField {...plain} label={t('models.servedModel')} note={t('common.optional')} hint={t('models.servedModelHint')} />}</form.AppField>
        <form.AppField name="adapter">{(field) => <field.TextField {...plain} label={t('models.serverAdapter')} note={t('common.optional')} hint={t('models.serverAdapterHint')} />}</form.AppField>
      </div>
      <form.AppField name="api_key_env">{(field) => <field.TextField {...plain} label={t('models.apiKeyEnv')} note={t('common.optional')} hint={t('models.apiKeyEnvHint')} placeholder="LLM_KEY_VLLM" />}</form.AppField>
    </>
  );
}
