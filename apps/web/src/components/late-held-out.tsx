import type { Log } from '@llamune/contracts';
import { loadTexts, useTranslation } from '../lib/i18n';
import { useNeeded } from '../lib/use-late';
import { SkeletonRows } from './ui/skeleton';

const load = async () => (await Promise.all([import('./held-out'), loadTexts('lineage')]))[0];
// Without a connection it could do nothing either.
const leave = () => undefined;

/** Whether a log's question is kept for testing, for admins: fetched after what the page is for. */
export function LateHeldOut({ log }: { log: Log }) {
  const { t } = useTranslation();
  const late = useNeeded(load, true, leave);
  return late ? <late.HeldOut key={log.id} log={log} /> : <SkeletonRows label={t('app.loading')} rows={1} />;
}
