import type { PocOverview } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronRight, CircleCheck } from 'lucide-react';
import { Panel } from '../../components/ui/page';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { useAttentionRows } from './use-attention-rows';

/** What waits for somebody, each a way to exactly those answers. Only what the reader may open is counted. */
export function Attention({ pocId, attention, isAdmin }: { pocId: number; attention: PocOverview['attention']; isAdmin: boolean }) {
  const { t } = useTranslation();
  const title = t(isAdmin ? 'home.attention' : 'home.attentionMine');
  const rows = useAttentionRows(pocId, attention, isAdmin).filter(({ count }) => count > 0);
  return (
    <Panel title={title}>
      {rows.length === 0 ? (
        <p className="flex items-center gap-2 text-sm text-ink-soft">
          <CircleCheck aria-hidden className="size-4 shrink-0 text-brand" />
          {t('home.attentionNone')}
        </p>
      ) : (
        <ul aria-label={title} className="-mx-2 -my-2 flex flex-col">
          {rows.map(({ name, count, link }) => (
            <li key={name}>
              <Link {...link} className="group flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5 hover:bg-sunken">
                <span className="min-w-0 flex-1">{t(`home.${name}`)}</span>
                <span className="text-lg font-semibold">{t('home.cases', { count: formatNumber(count) })}</span>
                <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-faint group-hover:text-ink" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
