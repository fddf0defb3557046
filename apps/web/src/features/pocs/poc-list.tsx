import type { Poc } from '@llamune/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import { EmptyState } from '../../components/ui/empty-state';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';

export function PocList({ pocs }: { pocs: readonly Poc[] }) {
  const { t } = useTranslation();
  if (pocs.length === 0) return <EmptyState>{t('pocs.empty')}</EmptyState>;
  return (
    <ul aria-label={t('pocs.title')} className="divide-y overflow-hidden rounded-lg border bg-surface">
      {pocs.map((poc) => (
        <li key={poc.id} className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 px-4 py-4 hover:bg-sunken/60">
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <Link to="/admin/pocs/$pocId" params={{ pocId: poc.id }} aria-label={t('pocs.editName', { name: poc.name })} className="font-medium after:absolute after:inset-0">
                {poc.name}
              </Link>
              {poc.domain && <span className="text-sm text-ink-soft">{poc.domain}</span>}
            </p>
            <p className="mt-1 line-clamp-2 max-w-[52em] text-sm text-ink-soft">{poc.default_system_prompt || t('pocs.noPrompt')}</p>
            <p className="mt-1 text-xs text-ink-faint">
              {poc.example_questions.length === 0 ? t('pocs.noExamples') : t('pocs.exampleCount', { number: poc.example_questions.length })} ・ {t('pocs.createdAt')} {formatDate(poc.created_at)}
            </p>
          </div>
          <ChevronRight aria-hidden className="size-4.5 text-ink-faint" />
        </li>
      ))}
    </ul>
  );
}
