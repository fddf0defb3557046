import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import { useSamplingFacts } from '../../components/sampling-facts';
import { Facts, type Fact } from '../../components/ui/facts';
import { Disclosure } from '../../components/ui/disclosure';
import { formatDateTime, formatDuration, formatNumber } from '../../lib/format';

/** All that made the answer, as it was at that moment. */
export function Provenance({ log }: { log: Log }) {
  const { t } = useTranslation();
  const sampling = useSamplingFacts(log.sampling, true);
  const duration = (ms: number | null) => (ms === null ? t('common.unknown') : formatDuration(ms));
  const facts: Fact[] = [
    {
      label: t('logs.session_'),
      value: (
        <Link to="/sessions/$sessionId" params={{ sessionId: log.session_id }} className="text-brand-ink underline underline-offset-4">
          {t('logs.openSession', { id: log.session_id })}
        </Link>
      ),
    },
    { label: t('logs.askedBy'), value: log.username },
    { label: t('logs.askedAt'), value: formatDateTime(log.timestamp) },
    { label: t('start.poc'), value: log.poc_name },
    { label: t('model.label'), value: <ModelName name={log.model_name} version={log.model_version} isDemo={log.model_is_demo} /> },
    { label: t('logs.adapter'), value: log.adapter ?? t('common.none') },
    { label: t('finish.label'), value: t(`finish.${log.finish_reason ?? 'running'}`) },
    ...(log.error_code ? [{ label: t('logs.errorCode'), value: <code className="text-xs">{log.error_code}</code> }] : []),
    { label: t('logs.promptTokens'), value: <Tokens count={log.prompt_tokens} cached={log.cached_tokens} /> },
    { label: t('logs.completionTokens'), value: <Tokens count={log.completion_tokens} cached={null} /> },
    { label: t('logs.queueTime'), value: duration(log.queue_ms) },
    { label: t('logs.firstToken'), value: duration(log.time_to_first_token_ms) },
    { label: t('logs.duration'), value: duration(log.duration_ms) },
    ...sampling,
    { label: t('start.systemPrompt'), value: log.system_prompt ? <p className="whitespace-pre-wrap">{log.system_prompt}</p> : t('logs.noSystemPrompt'), wide: true },
  ];
  return (
    <div className="flex flex-col gap-3">
      <Facts facts={facts} />
      {log.engine && (
        <Disclosure summary={t('logs.engine')}>
          <Facts className="mt-1" facts={Object.entries(log.engine).map(([label, value]) => ({ label, value: <span className="text-xs break-all">{plain(value)}</span> }))} />
        </Disclosure>
      )}
    </div>
  );
}

function Tokens({ count, cached }: { count: number | null; cached: number | null }) {
  const { t } = useTranslation();
  if (count === null) return t('common.unknown');
  return (
    <>
      {t('unit.tokens', { value: formatNumber(count) })}
      {cached ? <span className="ml-2 text-ink-faint">{t('logs.cachedTokens', { count: cached })}</span> : null}
    </>
  );
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
