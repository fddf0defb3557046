import { useQuery } from '@tanstack/react-query';
import { LoaderCircle } from 'lucide-react';
import { ErrorNotice } from '../../components/error-notice';
import { ModelFacts } from '../../components/model-facts';
import { Notice } from '../../components/ui/notice';
import { useTranslation } from '../../lib/i18n';
import { modelFactsQuery } from './model-queries';

/** What is in the chosen model file, read by the server without loading it. */
export function FileFacts({ file }: { file: string }) {
  const { t } = useTranslation();
  const { data: facts, error } = useQuery(modelFactsQuery(file));
  if (error) return <Unreadable error={error} />;
  if (!facts) return <Looking />;
  return (
    <>
      <ModelFacts facts={facts} />
      {facts.kind === 'adapter' && <Notice tone="warning">{t('models.notAModel')}</Notice>}
    </>
  );
}

/** Whether the chosen adapter is one, and for this kind of model. */
export function AdapterFacts({ adapter, file }: { adapter: string; file: string }) {
  const { t } = useTranslation();
  const { data: facts, error } = useQuery(modelFactsQuery(adapter));
  const { data: base } = useQuery(modelFactsQuery(file));
  if (error) return <Unreadable error={error} />;
  if (!facts) return <Looking />;
  if (facts.kind === 'model') return <Notice tone="warning">{t('models.notAnAdapter')}</Notice>;
  if (base && base.architecture !== facts.architecture) return <Notice tone="warning">{t('models.otherArchitecture', { architecture: facts.architecture })}</Notice>;
  return null;
}

function Unreadable({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return <ErrorNotice error={error} special={{ 400: t('facts.unreadable'), 404: t('facts.gone') }} />;
}

function Looking() {
  const { t } = useTranslation();
  return (
    <output className="flex items-center gap-2 text-sm text-ink-soft">
      <LoaderCircle aria-hidden className="size-4 animate-spin text-brand" />
      {t('facts.looking')}
    </output>
  );
}
