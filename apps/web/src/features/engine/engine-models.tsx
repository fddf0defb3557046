import type { EngineStatus, Model } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { Badge, type Tone } from '../../components/ui/badge';
import { Panel } from '../../components/ui/page';
import { Progress } from '../../components/ui/progress';
import { formatBytes, formatNumber } from '../../lib/format';
import { useTranslation, type Translate } from '../../lib/i18n';

type Running = EngineStatus['models'][number];
const tones: Record<Running['state'], Tone> = { loading: 'brand', ready: 'good', failed: 'bad' };

/** What is in memory, under the names it is registered with. */
export function EngineModels({ running, models }: { running: readonly Running[]; models: readonly Model[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('engine.models')}>
      {running.length === 0 ? (
        <p className="text-sm text-ink-faint">
          {t('engine.noModels')}{' '}
          <Link to="/admin/models" className="text-brand-ink underline underline-offset-4">
            {t('engine.toModels')}
          </Link>
        </p>
      ) : (
        <ul aria-label={t('engine.models')} className="-my-3 divide-y">
          {running.map((entry, place) => (
            // Two entries may bear one name, and nothing else names them; their order is the engine's.
            <Row key={`${entry.name} ${place}`} entry={entry} models={models} />
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Row({ entry, models }: { entry: Running; models: readonly Model[] }) {
  const { t } = useTranslation();
  const registered = models.filter(({ id }) => entry.model_ids.includes(id)).map((model) => `${model.model_name} ${t('model.version', { version: model.version })}`);
  return (
    <li aria-label={entry.name} className="flex flex-col gap-2 py-3.5">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-medium">{registered.length === 0 ? entry.name : registered.join(', ')}</span>
        <Badge tone={tones[entry.state]}>{t(entry.state === 'ready' && entry.pid === null ? 'models.serverState.ready' : `engine.state.${entry.state}`)}</Badge>
        <span className="min-w-0 font-mono text-xs text-ink-faint">{registered.length === 0 ? t('engine.unregistered') : entry.name}</span>
      </p>
      {entry.state === 'loading' && <Progress value={entry.load_progress} label={t('models.progressName', { name: entry.name })} className="max-w-md" />}
      {entry.error && <p className="text-sm text-bad">{t('common.serverSays', { detail: entry.error })}</p>}
      <Figures entry={entry} />
    </li>
  );
}

function Figures({ entry }: { entry: Running }) {
  const { t } = useTranslation();
  const { running, slots, context_size, resident_bytes, estimated_bytes, pid } = entry;
  const figures = [
    [t('engine.modelRunning'), slots === null ? formatNumber(running) : t('engine.slots', { running, slots })],
    [t('engine.context'), context_size === null ? null : t('unit.tokens', { value: formatNumber(context_size) })],
    [t('engine.modelMemory'), memoryText(resident_bytes, estimated_bytes, t)],
    [t('engine.pid'), pid === null ? null : String(pid)],
  ] as const;
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[1fr_1.2fr_2fr_0.8fr]">
      {figures.map(
        ([label, value]) =>
          value !== null && (
            <div key={label}>
              <dt className="text-xs text-ink-faint">{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

const memoryText = (resident: number | null, estimated: number | null, t: Translate) => {
  if (resident === null) return estimated === null ? null : t('engine.estimated', { estimated: formatBytes(estimated) });
  return estimated === null ? formatBytes(resident) : t('engine.resident', { resident: formatBytes(resident), estimated: formatBytes(estimated) });
};
