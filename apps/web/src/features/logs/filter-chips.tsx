import { X } from 'lucide-react';
import { Button } from '../../components/ui/button';
import { formatDate } from '../../lib/format';
import { useTranslation } from '../../lib/i18n';
import type { FilterChoices } from './filter-fields';
import { dayOf, type LogSearch } from './log-search';

interface FilterChipsProps {
  search: LogSearch;
  onChange: (part: LogSearch) => void;
  onClear: () => void;
  choices: FilterChoices;
}
interface Chip {
  /** The conditions that go with it. */
  names: (keyof LogSearch)[];
  text: string;
}

/** A chip goes when it is pressed: the focus stays with the conditions. */
const focusFilters = (chip: Element) => chip.closest<HTMLElement>('search')?.focus({ preventScroll: true });

/** What narrows the list, each to be taken away alone. */
export function FilterChips({ search, onChange, onClear, choices }: FilterChipsProps) {
  const { t } = useTranslation();
  const chips = useChips(search, choices);
  if (chips.length === 0) return null;
  return (
    <ul aria-label={t('logs.chips')} className="flex flex-wrap items-center gap-1.5 max-md:flex-nowrap max-md:overflow-x-auto">
      {chips.map(({ names, text }) => (
        <li key={names[0]} className="max-w-72 min-w-0 max-md:shrink-0">
          <button
            type="button"
            aria-label={t('logs.removeChip', { text })}
            onClick={({ currentTarget }) => {
              focusFilters(currentTarget);
              onChange(Object.fromEntries(names.map((name) => [name, undefined])));
            }}
            className="flex h-7 max-w-full items-center gap-1 rounded-sm bg-brand-soft pr-1 pl-2 text-sm text-brand-ink hover:bg-brand-soft/70 max-md:h-10 max-md:rounded-md max-md:px-3"
          >
            <span className="truncate">{text}</span>
            <X aria-hidden className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
      <li className="px-1.5 max-md:shrink-0">
        <Button
          variant="link"
          size="text"
          onClick={({ currentTarget }) => {
            focusFilters(currentTarget);
            onClear();
          }}
          className="max-md:h-10"
        >
          {t('logs.clear')}
        </Button>
      </li>
    </ul>
  );
}

/** In the order of the fields. */
const useChips = (search: LogSearch, { pocs, models, users }: FilterChoices): Chip[] => {
  const { t } = useTranslation();
  const model = models.find(({ id }) => id === search.model);
  const labelled = (label: string, value: string) => t('logs.chip', { label, value });
  const one = (name: keyof LogSearch, text: string): Chip[] => (search[name] === undefined ? [] : [{ names: [name], text }]);
  const days = [search.from, search.until].map((day) => day && formatDate(dayOf(day)));
  return [
    ...one('q', t('logs.chipText', { text: search.q ?? '' })),
    ...one('poc', labelled(t('poc.label'), pocs.find(({ id }) => id === search.poc)?.name ?? String(search.poc))),
    ...one('model', labelled(t('model.label'), model ? `${model.model_name} ${t('model.version', { version: model.version })}` : String(search.model))),
    ...one('evaluation', search.evaluation === 'to_correct' ? t('logs.toCorrect') : labelled(t('evaluation.label'), t(`evaluation.${search.evaluation ?? 'none'}`))),
    ...one('when', labelled(t('logs.date.label'), t(`logs.date.${search.when ?? 'today'}`))),
    ...(search.when || (!search.from && !search.until) ? [] : [{ names: ['from', 'until'] as (keyof LogSearch)[], text: labelled(t('logs.date.label'), `${days[0] ?? ''}–${days[1] ?? ''}`) }]),
    ...one('priority', labelled(t('priority.label'), t(`priority.${search.priority ?? 1}`))),
    ...one('status', labelled(t('status.label'), t(`status.${search.status ?? 1}`))),
    ...one('finish', labelled(t('finish.label'), t(`finish.${search.finish ?? 'stop'}`))),
    ...one('session', t('logs.session', { id: search.session ?? 0 })),
    ...one('user', labelled(t('logs.column.user'), users?.find(({ id }) => id === search.user)?.username ?? String(search.user))),
  ];
};
