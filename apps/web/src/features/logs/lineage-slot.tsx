import { useQuery } from '@tanstack/react-query';
import { ErrorNotice } from '../../components/error-notice';
import { Panel } from '../../components/ui/page';
import { trpc } from '../../lib/api';
import { loadTexts, useTranslation } from '../../lib/i18n';
import { useNeeded } from '../../lib/use-late';

const load = async () => (await Promise.all([import('./log-lineage'), loadTexts('lineage')]))[0];
// Without a connection its links lead nowhere either.
const leave = () => undefined;

/** What training made of a log. Most logs are in no training data: then nothing is shown, and nothing more is fetched. */
export function LineageSlot({ logId, isAdmin }: { logId: number; isAdmin: boolean }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(trpc.lineage.log.queryOptions({ log_id: logId }));
  const isTaken = data !== undefined && data.snapshots.length > 0;
  const late = useNeeded(load, isTaken, leave);
  if (!data && error)
    return (
      <Panel title={t('logs.afterwards')}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Panel>
    );
  if (!isTaken || !late) return null;
  return (
    <Panel title={t('logs.afterwards')}>
      <late.LogLineage snapshots={data.snapshots} isAdmin={isAdmin} />
    </Panel>
  );
}
