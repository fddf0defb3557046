import type { LogFilter, LogPages, User } from '@llamune/contracts';
import { Link, useNavigate, useRouter } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { EmptyState } from '../../components/ui/empty-state';
import { SkeletonRows } from '../../components/ui/skeleton';
import { formatNumber } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { LogColumn } from './log-columns';
import { isFiltered, type LogSearch } from './log-search';
import { LogTable } from './log-table';
import { NewLogs } from './new-logs';
import { OutcomeBar, type Outcome } from './outcome-bar';
import { useIndexOf } from './use-outline';
import { useJudgeRows } from './use-judge-rows';
import { mostRows } from './use-virtual-rows';

interface LogListProps {
  me: User;
  search: LogSearch;
  shown: { filter: LogFilter; outline: LogPages };
  columns: readonly LogColumn[];
  isWide: boolean;
  outcome: Outcome | null;
  tell: (outcome: Outcome | null) => void;
  onRefresh: () => Promise<void>;
  onSearch: (search: LogSearch) => void;
}

/** How far the list was scrolled when a log of it was opened: whoever comes back finds it so. */
let left: { list: string; scrollTop: number } | null = null;

export function LogList({ me, search, shown: { filter, outline }, columns, isWide, outcome, tell, onRefresh, onSearch }: LogListProps) {
  const { t } = useTranslation();
  const router = useRouter();
  const navigate = useNavigate();
  const judge = useJudgeRows(me, tell);
  // A list that was asked for anew begins at its top.
  const [asked, setAsked] = useState(0);
  const list = JSON.stringify(filter);
  const index = useIndexOf(filter, outline, asked === 0 ? search.at : undefined);

  const refresh = async () => {
    await onRefresh();
    if (search.at !== undefined) onSearch({ ...search, at: undefined });
    setAsked(asked + 1);
  };
  const open = (logId: number, scrollTop: number) => {
    left = { list, scrollTop };
    // So that the browser's own way back, and a reload, lead to the same row.
    void navigate({ to: '/logs', search: { ...search, at: logId }, replace: true });
    // Else the next step would take the place of this one.
    router.history.flush();
    void navigate({ to: '/logs/$logId', params: { logId }, search: { ...search, at: undefined } });
  };

  const newLogs = <NewLogs filter={filter} outline={outline} onShow={() => void refresh()} />;
  const notice = <OutcomeBar outcome={outcome} onClose={() => tell(null)} />;
  if (outline.total === 0)
    return (
      <NoLogs isFiltered={isFiltered(search)} onClear={() => onSearch({ columns: search.columns })}>
        {newLogs}
        {notice}
      </NoLogs>
    );
  if (index === undefined) return <SkeletonRows label={t('app.loading')} rows={8} />;
  const { searchStr } = router.buildLocation({ to: '/logs', search: { ...search, at: undefined } });
  return (
    <>
      <div className="pointer-events-none absolute inset-x-0 top-10 z-3 flex justify-center [&>output>*]:pointer-events-auto [&>output>*]:shadow-float">{newLogs}</div>
      <LogTable
        key={`${asked} ${list}`}
        list={list}
        filter={filter}
        outline={outline}
        columns={columns}
        isWide={isWide}
        start={index === null ? null : { index, scrollTop: left?.list === list ? left.scrollTop : null }}
        canJudge={me.role !== 'learner'}
        judge={judge}
        tell={tell}
        hrefOf={(logId) => `${router.basepath}/logs/${logId}${searchStr}`}
        onOpen={open}
        notice={notice}
      />
      {outline.total > mostRows(isWide) && <p className="pt-2 text-center text-xs text-ink-faint">{t('logs.tooMany', { most: formatNumber(mostRows(isWide)) })}</p>}
    </>
  );
}

/** An empty list, and what can be done about it. */
function NoLogs({ isFiltered, onClear, children }: { isFiltered: boolean; onClear: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      action={
        <>
          {isFiltered ? (
            <Button onClick={onClear}>{t('logs.clear')}</Button>
          ) : (
            <Button asChild variant="primary">
              <Link to="/sessions">{t('logs.toAsk')}</Link>
            </Button>
          )}
          {children}
        </>
      }
    >
      {isFiltered ? t('logs.emptyFiltered') : t('logs.empty')}
    </EmptyState>
  );
}
