import type { SystemStatus } from '@llamune/contracts';
import { Facts, type Fact } from '../../components/ui/facts';
import { Panel } from '../../components/ui/page';
import { formatBytes, formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

/** Above this an answer of the database alone is felt by people. */
const SLOW_MS = 100;

export function DatabasePanel({ database }: { database: SystemStatus['database'] }) {
  const { t } = useTranslation();
  const { version, is_embedded, bytes, connections, max_connections, round_trip_ms, users, sessions, logs, last_migration } = database;
  const facts: Fact[] = [
    { label: 'PostgreSQL', value: `${version}${is_embedded ? t('system.embedded') : t('system.external')}` },
    { label: t('system.databaseSize'), value: formatBytes(bytes) },
    { label: t('system.connections'), value: t('system.connectionsOf', { connections: formatNumber(connections), max: formatNumber(max_connections) }) },
    {
      label: t('system.roundTrip'),
      value: (
        <>
          {t('system.milliseconds', { ms: round_trip_ms.toFixed(1) })}
          {round_trip_ms > SLOW_MS && <span className="block text-xs text-fair">{t('system.slow')}</span>}
        </>
      ),
    },
    { label: t('system.rowCounts'), value: t('system.rows', { users: formatNumber(users), sessions: formatNumber(sessions), logs: formatNumber(logs) }) },
    { label: t('system.migration'), value: <span className="font-mono text-xs">{last_migration}</span> },
  ];
  return (
    <Panel title={t('system.database')}>
      <Facts facts={facts} className="-my-2" />
    </Panel>
  );
}
