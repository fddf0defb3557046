import { useState } from 'react';
import { useTranslation } from '../../lib/i18n';
import { DayInput } from './day-input';
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
  const changeDay = (part: LogSearch) => {
    // The fields stay also without any day, for whoever has just emptied them to write another.
    setWantsDays(true);
    onChange(part);
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
          <DayInput label={t('logs.date.from')} min={earliest} max={search.until} value={search.from} onChange={(from) => changeDay({ from })} />
          <span aria-hidden>–</span>
          <DayInput label={t('logs.date.until')} min={search.from ?? earliest} value={search.until} onChange={(until) => changeDay({ until })} />
        </div>
      )}
    </>
  );
}
