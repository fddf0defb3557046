import type { Model, Poc } from '@llamune/contracts';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { Input } from '../../components/ui/input';
import { Select } from '../../components/ui/select';
import { isFiltered, type LogSearch } from './log-search';

interface LogFiltersProps {
  search: LogSearch;
  onChange: (search: LogSearch) => void;
  pocs: readonly Poc[];
  models: readonly Model[];
}
const codes = [1, 2, 3] as const;

export function LogFilters({ search, onChange, pocs, models }: LogFiltersProps) {
  const { t } = useTranslation();
  const change = (part: LogSearch) => onChange({ ...search, ...part });
  const asNumber = (value: string) => (value === '' ? undefined : Number(value));
  return (
    <search aria-label={t('logs.filters')} className="mb-4 flex flex-col gap-2.5">
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-3 lg:grid-cols-[minmax(220px,1.6fr)_repeat(5,minmax(0,1fr))]">
        <SearchBox text={search.q ?? ''} onChange={(q) => change({ q: q || undefined })} />
        <FilterSelect label={t('start.poc')} any={t('logs.anyPoc')} value={search.poc} onChange={(value) => change({ poc: asNumber(value) })}>
          {pocs.map((poc) => (
            <option key={poc.id} value={poc.id}>
              {poc.name}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect label={t('model.label')} any={t('logs.anyModel')} value={search.model} onChange={(value) => change({ model: asNumber(value) })}>
          {models.map((model) => (
            <option key={model.id} value={model.id}>
              {`${model.model_name} ${t('model.version', { version: model.version })}${model.is_demo ? ` ${t('model.demo')}` : ''}`}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect label={t('evaluation.label')} any={t('evaluation.label')} value={search.evaluation} onChange={(value) => change({ evaluation: value === 'none' || value === 'judged' ? value : codes.find((code) => String(code) === value) })}>
          <option value="none">{t('evaluation.none')}</option>
          <option value="judged">{t('evaluation.judged')}</option>
          {codes.map((code) => (
            <option key={code} value={code}>
              {t(`evaluation.${code}`)}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect label={t('priority.label')} any={t('priority.label')} value={search.priority} onChange={(value) => change({ priority: asNumber(value) })}>
          {codes.map((code) => (
            <option key={code} value={code}>
              {`${t('priority.label')}: ${t(`priority.${code}`)}`}
            </option>
          ))}
        </FilterSelect>
        <FilterSelect label={t('status.label')} any={t('status.label')} value={search.status} onChange={(value) => change({ status: asNumber(value) })}>
          {codes.map((code) => (
            <option key={code} value={code}>
              {t(`status.${code}`)}
            </option>
          ))}
        </FilterSelect>
      </div>
      {isFiltered(search) && (
        <div className="flex flex-wrap items-center gap-2">
          {search.session !== undefined && (
            <Button size="sm" aria-label={t('logs.clearSession')} onClick={() => change({ session: undefined })}>
              {t('logs.session', { id: search.session })}
              <X aria-hidden />
            </Button>
          )}
          <Button variant="link" size="text" onClick={() => onChange({})}>
            {t('logs.clear')}
          </Button>
        </div>
      )}
    </search>
  );
}

interface FilterSelectProps {
  label: string;
  any: string;
  value: string | number | undefined;
  onChange: (value: string) => void;
  children: ReactNode;
}
/** A chosen filter stands out: a list that is short for a forgotten reason misleads. */
function FilterSelect({ label, any, value, onChange, children }: FilterSelectProps) {
  const { t } = useTranslation();
  return (
    <Select aria-label={label} value={value ?? ''} onChange={(event) => onChange(event.target.value)} data-set={value !== undefined} className="[&>select[data-set=true]]:border-brand [&>select[data-set=true]]:bg-brand-soft [&>select[data-set=true]]:text-brand-ink">
      <option value="">{any === label ? `${label}: ${t('logs.any')}` : any}</option>
      {children}
    </Select>
  );
}

const PAUSE_MS = 350;

/** Searches when typing pauses, and never in the middle of a conversion. */
function SearchBox({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text);
  const [known, setKnown] = useState(text);
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  if (text !== known) {
    setKnown(text);
    setTyped(text);
  }
  useEffect(() => () => clearTimeout(timer.current), []);
  const soon = (next: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setKnown(next.trim());
      onChange(next.trim());
    }, PAUSE_MS);
  };
  return (
    <div className="relative col-span-full lg:col-span-1">
      <Search aria-hidden className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-ink-faint" />
      <Input
        type="search"
        aria-label={t('logs.search')}
        placeholder={t('logs.searchPlaceholder')}
        maxLength={200}
        value={typed}
        className="pl-8.5"
        onCompositionStart={() => {
          composing.current = true;
          clearTimeout(timer.current);
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          soon(event.currentTarget.value);
        }}
        onChange={(event) => {
          setTyped(event.target.value);
          if (!composing.current) soon(event.target.value);
        }}
      />
    </div>
  );
}
