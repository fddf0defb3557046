import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import { useSamplingFacts } from '../../components/sampling-facts';
import { Facts, type Fact } from '../../components/ui/facts';
import { Disclosure } from '../../components/ui/disclosure';
import { formatBytes, formatDateTime, formatDuration, formatNumber } from '../../lib/format';

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
    ...serverFacts(log, t),
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
          <Facts className="mt-1" facts={engineFacts(log.engine, t)} />
        </Disclosure>
      )}
    </div>
  );
}

/** Which model server answered, for an answer that came from one. */
const serverFacts = ({ engine }: Log, t: TFunction): Fact[] => [
  ...(engine?.['server'] ? [{ label: t('logs.server'), value: plain(engine['server']) }] : []),
  ...(engine?.['served_model'] ? [{ label: t('logs.servedModel'), value: plain(engine['served_model']) }] : []),
];

const engineNames = ['engine', 'file', 'file_bytes', 'file_sha256', 'adapter', 'chat_template', 'context_size'] as const;
const isNamed = (name: string) => engineNames.some((known) => known === name);

/** What is known of the engine, in order; then whatever else the row holds, by its own name. */
const engineFacts = (engine: Record<string, unknown>, t: TFunction): Fact[] => {
  const isSaid = (name: string) => engine[name] != null && engine[name] !== '';
  const small = (text: string) => <span className="text-xs break-all">{text}</span>;
  const others = Object.keys(engine).filter((name) => !isNamed(name) && name !== 'server' && name !== 'served_model');
  return [
    ...engineNames.filter(isSaid).map((name) => ({ label: t(`logs.engineFact.${name}`), value: small(name === 'file_bytes' ? formatBytes(Number(engine[name])) : plain(engine[name])) })),
    ...others.filter(isSaid).map((name) => ({ label: name, value: small(plain(engine[name])) })),
  ];
};

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
