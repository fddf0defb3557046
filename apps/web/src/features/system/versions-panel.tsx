import type { SystemStatus } from '@llamune/contracts';
import { Ago } from '../../components/ui/ago';
import { Facts, type Fact } from '../../components/ui/facts';
import { Panel } from '../../components/ui/page';
import { useTranslation } from '../../lib/i18n';

export function VersionsPanel({ system }: { system: SystemStatus }) {
  const { t } = useTranslation();
  const facts: Fact[] = [
    { label: 'llamune PoC', value: system.version },
    { label: 'Node.js', value: system.node_version },
    { label: 'node-llama-cpp', value: system.inference.node_llama_cpp },
    { label: 'llama.cpp', value: system.inference.llama_cpp ?? t('common.unknown') },
    { label: 'PostgreSQL', value: system.database.version },
    { label: t('system.platform'), value: system.platform },
    { label: t('system.startedAt'), value: <Ago at={system.started_at} /> },
  ];
  return (
    <Panel title={t('system.versions')}>
      <Facts facts={facts} className="-my-2" />
    </Panel>
  );
}
