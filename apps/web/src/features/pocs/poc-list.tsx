import type { Poc } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { formatDate } from '../../lib/format';

export function PocList({ pocs, onEdit }: { pocs: readonly Poc[]; onEdit: (poc: Poc) => void }) {
  const { t } = useTranslation();
  if (pocs.length === 0) return <EmptyState>{t('pocs.empty')}</EmptyState>;
  return (
    <ul aria-label={t('pocs.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
      {pocs.map((poc) => (
        <li key={poc.id} className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{poc.name}</span>
              {poc.domain && <span className="text-sm text-ink-soft">{poc.domain}</span>}
              <span className="text-xs text-ink-faint">{t('pocs.createdAt')} {formatDate(poc.created_at)}</span>
            </p>
            <p className="mt-1.5 line-clamp-3 max-w-[48em] text-sm whitespace-pre-wrap text-ink-soft">{poc.default_system_prompt || t('pocs.noPrompt')}</p>
          </div>
          <Button size="sm" aria-label={t('pocs.editName', { name: poc.name })} onClick={() => onEdit(poc)}>
            {t('common.edit')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
