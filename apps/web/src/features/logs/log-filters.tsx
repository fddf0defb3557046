import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useRef, useState, type ComponentProps } from 'react';
import { Badge } from '../../components/ui/badge';
import { Button } from '../../components/ui/button';
import { Popover } from '../../components/ui/popover';
import { SearchInput } from '../../components/ui/search-input';
import { useTranslation } from '../../lib/i18n';
import { useShortcuts } from '../../lib/shortcuts';
import { useLate } from '../../lib/use-late';
import { FilterChips } from './filter-chips';
import { MainFields, moreNames, MoreFields, type FilterChoices } from './filter-fields';
import { conditionsOf, longestSearch, type LogSearch } from './log-search';

interface LogFiltersProps {
  search: LogSearch;
  onSearch: (search: LogSearch) => void;
  choices: FilterChoices;
  isWide: boolean;
}

/** All conditions of the list. Each change is a new list, which begins at its top. */
export function LogFilters({ search, onSearch, choices, isWide }: LogFiltersProps) {
  const { t } = useTranslation();
  const bar = useRef<HTMLElement>(null);
  const change = (part: LogSearch) => onSearch({ ...search, ...part, at: undefined });
  const fields = { search, onChange: change, choices };
  useShortcuts([{ keys: ['/'], label: t('logs.keys.search'), run: () => bar.current?.querySelector('input')?.focus() }]);
  return (
    <search ref={bar} tabIndex={-1} aria-label={t('logs.filters')} className="flex flex-col gap-2 outline-none">
      <div className={isWide ? 'grid grid-cols-[minmax(200px,1.7fr)_repeat(4,minmax(0,1fr))_auto] gap-2' : 'flex gap-2'}>
        <SearchInput label={t('logs.search')} placeholder={t('logs.searchPlaceholder')} text={search.q ?? ''} onSearch={(q) => change({ q: q || undefined })} maxLength={longestSearch} className="flex-1" />
        {isWide ? (
          <>
            <MainFields {...fields} />
            <Popover align="end" label={t('logs.more')} trigger={<MoreButton label={t('logs.more')} count={moreNames.filter((name) => search[name] !== undefined).length} />}>
              <div className="flex flex-col gap-2">
                <MoreFields {...fields} />
              </div>
            </Popover>
          </>
        ) : (
          <FilterButton {...fields} />
        )}
      </div>
      <FilterChips search={search} onChange={change} onClear={() => onSearch({ columns: search.columns })} choices={choices} />
    </search>
  );
}

const loadDialog = () => import('./filter-dialog');

function FilterButton(fields: ComponentProps<typeof MainFields>) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const late = useLate(loadDialog, open, close);
  const { q: _q, ...conditions } = conditionsOf(fields.search);
  return (
    <>
      <MoreButton label={t('logs.conditions')} count={Object.values(conditions).filter((value) => value !== undefined).length} onClick={() => setOpen(true)} />
      {late && <late.FilterDialog fields={fields} open={open} onOpenChange={setOpen} />}
    </>
  );
}

const MoreButton = ({ label, count, ...props }: { label: string; count: number } & Parameters<typeof Button>[0]) => (
  <Button className="max-md:h-10" {...props}>
    <SlidersHorizontal aria-hidden />
    {label}
    {count > 0 && <Badge tone="brand">{count}</Badge>}
  </Button>
);
