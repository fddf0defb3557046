import type { User } from '@llamune/contracts';
import { useState } from 'react';
import { ErrorNotice } from '../../components/error-notice';
import { SkeletonRows } from '../../components/ui/skeleton';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import { usePageTitle } from '../../lib/use-page-title';
import { ColumnPicker } from './column-picker';
import { ExportMenu } from './export-menu';
import type { FilterChoices } from './filter-fields';
import { LogFilters } from './log-filters';
import { LogList } from './log-list';
import { useLogColumns } from './log-columns';
import { logFilter, type LogSearch } from './log-search';
import type { Outcome } from './outcome-bar';
import { useIsWide } from './use-is-wide';
import { useOutline } from './use-outline';
import { useViews } from './use-views';
import { ViewTabs } from './view-tabs';

interface LogsPageProps {
  me: User;
  search: LogSearch;
  onSearch: (search: LogSearch) => void;
  choices: FilterChoices;
}

/** The whole window: the conditions stay where they are while the list scrolls under them. */
export function LogsPage({ me, search, onSearch, choices }: LogsPageProps) {
  const { t } = useTranslation();
  usePageTitle(t('logs.title'));
  const isWide = useIsWide();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const views = useViews(setOutcome);
  const { columns, choose, reset } = useLogColumns(me, search, onSearch);
  const { shown, isBehind, error, refresh } = useOutline(search);
  return (
    <div className="flex h-[calc(100dvh-112px-var(--top))] min-h-[420px] flex-col gap-2.5 px-4 pt-3 pb-0 sm:px-8 md:h-[calc(100dvh-var(--top))] md:pt-5 md:pb-5">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1 className="text-xl">{t('logs.title')}</h1>
        <output className="text-sm text-ink-soft">{shown && t('logs.total', { n: formatNumber(shown.outline.total) })}</output>
        <div className="ml-auto flex items-center gap-2 md:order-last">
          {isWide && <ColumnPicker columns={columns} onChoose={choose} onReset={reset} />}
          <ExportMenu filter={shown?.filter ?? logFilter(search)} total={shown?.outline.total ?? 0} />
        </div>
        <div className="w-full min-w-0 md:w-auto md:flex-1">
          <ViewTabs views={views} search={search} columns={columns} onSearch={onSearch} />
        </div>
      </header>
      <LogFilters search={search} onSearch={onSearch} choices={choices} isWide={isWide} />
      {error && <ErrorNotice error={error} onRetry={() => void refresh()} />}
      <div aria-busy={isBehind} className="relative flex min-h-0 flex-1 flex-col transition-opacity data-[behind=true]:opacity-60 data-[behind=true]:delay-200" data-behind={isBehind && shown !== null}>
        {shown ? <LogList me={me} search={search} shown={shown} columns={columns} isWide={isWide} outcome={outcome} tell={setOutcome} onRefresh={refresh} onSearch={onSearch} /> : !error && <SkeletonRows label={t('app.loading')} rows={8} />}
      </div>
    </div>
  );
}
