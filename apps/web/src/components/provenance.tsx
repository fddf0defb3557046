import type { Log } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ModelName } from './model-name';
import { useSamplingFacts } from './sampling-facts';
import { Facts, type Fact } from './ui/facts';
import { Disclosure } from './ui/disclosure';
import { formatBytes, formatDateTime, formatDuration, formatNumber } from '../lib/format';
import { useTranslation, type Translate } from '../lib/i18n';

/** All that made the answer, as it was at that moment; without the way to its session where that is open already. */
export function Provenance({ log, inSession = false }: { log: Log; inSession?: boolean }) {
  const { t } = useTranslation();
  const sampling = useSamplingFacts(log.sampling, true);
  const duration = (ms: number | null) => (ms === null ? t('common.unknown') : formatDuration(ms));
  const session: Fact = {
    label: t('provenance.session'),
    value: (
      <Link to="/sessions/$sessionId" params={{ sessionId: log.session_id }} className="text-brand-ink underline underline-offset-4">
        {t('provenance.openSession', { id: log.session_id })}
      </Link>
    ),
  };
  const facts: Fact[] = [
    ...(inSession ? [] : [session]),
    { label: t('provenance.askedBy'), value: log.username },
    { label: t('provenance.askedAt'), value: formatDateTime(log.timestamp) },
    { label: t('poc.label'), value: log.poc_name },
    { label: t('model.label'), value: <ModelName name={log.model_name} version={log.model_version} isDemo={log.model_is_demo} /> },
    { label: t('provenance.adapter'), value: log.adapter ?? t('common.none') },
    ...serverFacts(log, t),
    { label: t('finish.label'), value: t(`finish.${log.finish_reason ?? 'running'}`) },
    ...(log.error_code ? [{ label: t('provenance.errorCode'), value: <code className="text-xs">{log.error_code}</code> }] : []),
    { label: t('provenance.promptTokens'), value: <Tokens count={log.prompt_tokens} cached={log.cached_tokens} /> },
    { label: t('provenance.completionTokens'), value: <Tokens count={log.completion_tokens} cached={null} /> },
    { label: t('provenance.queueTime'), value: duration(log.queue_ms) },
    { label: t('provenance.firstToken'), value: duration(log.time_to_first_token_ms) },
    { label: t('provenance.duration'), value: duration(log.duration_ms) },
    ...sampling,
    { label: t('poc.systemPrompt'), value: log.system_prompt ? <p className="whitespace-pre-wrap">{log.system_prompt}</p> : t('provenance.noSystemPrompt'), wide: true },
  ];
  return (
    <div className="@container flex flex-col gap-3">
      <Facts facts={facts} className="@xl:columns-2 @xl:gap-8 [&>div]:break-inside-avoid" />
      {log.engine && (
        <Disclosure summary={t('provenance.engine')}>
          <Facts className="mt-1" facts={engineFacts(log.engine, t)} />
        </Disclosure>
      )}
    </div>
  );
}

/** Which model server answered, for an answer that came from one. */
const serverFacts = ({ engine }: Log, t: Translate): Fact[] => [
  ...(engine?.['server'] ? [{ label: t('provenance.server'), value: plain(engine['server']) }] : []),
  ...(engine?.['served_model'] ? [{ label: t('provenance.servedModel'), value: plain(engine['served_model']) }] : []),
];

const engineNames = ['engine', 'file', 'file_bytes', 'file_sha256', 'adapter', 'chat_template', 'context_size'] as const;
const isNamed = (name: string) => engineNames.some((known) => known === name);

/** What is known of the engine, in order; then whatever else the row holds, by its own name. */
const engineFacts = (engine: Record<string, unknown>, t: Translate): Fact[] => {
  const isSaid = (name: string) => engine[name] != null && engine[name] !== '';
  const small = (text: string) => <span className="text-xs break-all">{text}</span>;
  const others = Object.keys(engine).filter((name) => !isNamed(name) && name !== 'server' && name !== 'served_model');
  return [
    ...engineNames.filter(isSaid).map((name) => ({ label: t(`provenance.engineFact.${name}`), value: small(name === 'file_bytes' ? formatBytes(Number(engine[name])) : plain(engine[name])) })),
    ...others.filter(isSaid).map((name) => ({ label: name, value: small(plain(engine[name])) })),
  ];
};

function Tokens({ count, cached }: { count: number | null; cached: number | null }) {
  const { t } = useTranslation();
  if (count === null) return t('common.unknown');
  return (
    <>
      {t('unit.tokens', { value: formatNumber(count) })}
      {cached ? <span className="ml-2 text-ink-faint">{t('provenance.cachedTokens', { count: cached })}</span> : null}
    </>
  );
}

const plain = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
