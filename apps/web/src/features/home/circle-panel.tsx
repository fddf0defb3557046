import type { PocOverview } from '@llamune/contracts';
import { Panel } from '../../components/ui/page';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { Ring } from './ring';
import { stationsOf, stuckAt } from './stations';

export function CirclePanel({ counts }: { counts: PocOverview['counts'] }) {
  const { t } = useTranslation();
  const stations = stationsOf(counts);
  const stuck = stuckAt(stations);
  const place = counts.total === 0 ? 'empty' : stuck && stuck.name !== 'asked' ? stuck.name : 'none';
  return (
    <Panel id="circle" title={t('home.circle')} className="scroll-mt-4">
      <Ring stations={stations} stuck={stuck} goodRate={counts.good_rate} />
      <p className="mx-auto mt-4 max-w-[48em] text-center text-balance text-sm text-ink-soft">{t(`home.stuck.${place}`, { count: formatNumber(stuck?.waiting ?? 0) })}</p>
    </Panel>
  );
}
