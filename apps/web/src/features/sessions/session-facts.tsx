import type { Session } from '@llamune/contracts';
import { ModelName } from '../../components/model-name';
import { useSamplingFacts } from '../../components/sampling-facts';
import { Facts } from '../../components/ui/facts';
import { formatDateTime } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** What was fixed when the session started. */
export function SessionFacts({ session }: { session: Session }) {
  const { t } = useTranslation();
  const sampling = useSamplingFacts(session.sampling);
  return (
    <Facts
      facts={[
        { label: t('poc.label'), value: session.poc_name },
        { label: t('model.label'), value: <ModelName name={session.model_name} version={session.model_version} isDemo={session.model_is_demo} /> },
        { label: t('sessions.modeLabel'), value: t(session.multi_turn ? 'sessions.mode.multi' : 'sessions.mode.single') },
        { label: t('sessions.startedAt'), value: formatDateTime(session.started_at) },
        ...(session.ended_at ? [{ label: t('sessions.endedAt'), value: formatDateTime(session.ended_at) }] : []),
        ...sampling,
        { label: t('poc.systemPrompt'), value: <SystemPrompt text={session.system_prompt} />, wide: true },
      ]}
    />
  );
}

function SystemPrompt({ text }: { text: string | null }) {
  const { t } = useTranslation();
  return text ? <p className="max-h-60 overflow-y-auto whitespace-pre-wrap">{text}</p> : <p className="text-ink-faint">{t('provenance.noSystemPrompt')}</p>;
}
