import { useState } from 'react';
import { Input } from '../../components/ui/input';
import { useTranslation } from '../../lib/i18n';
import { FilterSelect } from './filter-select';
import { whens, type LogSearch, type When } from './log-search';

interface DateFieldsProps {
  search: LogSearch;
  onChange: (part: LogSearch) => void;
}
const earliest = '2000-01-01';

/** A range that moves with the day, or two days of one's own. */
export function DateFields({ search, onChange }: DateFieldsProps) {
  const { t } = useTranslation();
  const [wantsDays, setWantsDays] = useState(false);
  const isFree = !search.when && (wantsDays || search.from !== undefined || search.until !== undefined);
  const choose = (value: string) => {
    setWantsDays(value === 'free');
    onChange({ when: (Object.keys(whens) as When[]).find((when) => when === value), from: undefined, until: undefined });
  };
  return (
    <>
      <FilterSelect label={t('logs.date.label')} any={t('logs.date.any')} value={isFree ? 'free' : search.when} onChange={choose}>
        {(Object.keys(whens) as When[]).map((when) => (
          <option key={when} value={when}>
            {t(`logs.date.${when}`)}
          </option>
        ))}
        <option value="free">{t('logs.date.free')}</option>
      </FilterSelect>
      {isFree && (
        <div className="col-span-full flex flex-wrap md:order-last md:justify-end items-center gap-x-2 gap-y-1.5 text-sm">
          <Input type="date" aria-label={t('logs.date.from')} min={earliest} max={search.until} value={search.from ?? ''} onChange={(event) => onChange({ from: event.target.value || undefined })} className="w-40 max-md:h-10" />
          <span aria-hidden>–</span>
          <Input type="date" aria-label={t('logs.date.until')} min={search.from ?? earliest} value={search.until ?? ''} onChange={(event) => onChange({ until: event.target.value || undefined })} className="w-40 max-md:h-10" />
        </div>
      )}
    </>
  );
}
