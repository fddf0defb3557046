import type { ItemTrait, Outcome, QuestionGroup } from '@llamune/contracts';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { Select } from '../../components/ui/select';
import { useTranslation } from '../../lib/i18n';
import { groups, outcomes, traits, type ItemSearch } from './item-search';

interface ItemFiltersProps {
  topics: readonly (string | null)[];
  search: ItemSearch;
  onSearch: (search: ItemSearch) => void;
}
/** No topic is called so: the server cuts spaces off. */
const any = ' ';

export function ItemFilters({ topics, search, onSearch }: ItemFiltersProps) {
  const { t } = useTranslation();
  const isNarrowed = Object.values(search).some((value) => value !== undefined);
  return (
    <>
      <Filter label={t('comparison.outcomeLabel')} value={search.outcome ?? ''} onChange={(value) => onSearch({ ...search, outcome: (value || undefined) as Outcome | undefined })}>
        <option value="">{t('comparison.any')}</option>
        {outcomes.map((name) => (
          <option key={name} value={name}>
            {t(`comparison.outcome.${name}`)}
          </option>
        ))}
      </Filter>
      <Filter label={t('comparison.groupColumn')} value={search.group ?? ''} onChange={(value) => onSearch({ ...search, group: (value || undefined) as QuestionGroup | undefined })}>
        <option value="">{t('comparison.any')}</option>
        {groups.map((name) => (
          <option key={name} value={name}>
            {t(`comparison.group.${name}`)}
          </option>
        ))}
      </Filter>
      <Filter label={t('comparison.topic')} value={search.topic ?? any} onChange={(value) => onSearch({ ...search, topic: value === any ? undefined : value })}>
        <option value={any}>{t('comparison.any')}</option>
        {topics.map((topic) => (
          <option key={topic ?? ''} value={topic ?? ''}>
            {topic ?? t('comparison.noTopic')}
          </option>
        ))}
      </Filter>
      <Filter label={t('comparison.traitLabel')} value={search.trait ?? ''} onChange={(value) => onSearch({ ...search, trait: (value || undefined) as ItemTrait | undefined })}>
        <option value="">{t('comparison.any')}</option>
        {traits.map((name) => (
          <option key={name} value={name}>
            {t(`comparison.trait.${name}`)}
          </option>
        ))}
      </Filter>
      {isNarrowed && (
        <Button variant="ghost" onClick={() => onSearch({})} className="max-md:h-10">
          {t('comparison.showAll')}
        </Button>
      )}
    </>
  );
}

const Filter = ({ label, value, onChange, children }: { label: string; value: string; onChange: (value: string) => void; children: ReactNode }) => (
  <label className="flex min-w-32 flex-col gap-1 text-xs text-ink-faint max-sm:w-full">
    {label}
    <Select value={value} onChange={({ target }) => onChange(target.value)}>
      {children}
    </Select>
  </label>
);
