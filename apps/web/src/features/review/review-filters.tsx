import type { Model, Poc, Priority, ReviewScope, User } from '@llamune/contracts';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/ui/button';
import { Checkbox } from '../../components/ui/checkbox';
import { Select } from '../../components/ui/select';
import { useTranslation } from '../../lib/i18n';
import { priorityCodes, scopes, type ReviewSearch } from './review-search';

interface ReviewFiltersProps {
  search: ReviewSearch;
  onSearch: (change: Partial<ReviewSearch>) => void;
  me: User;
  pocs: readonly Poc[];
  models: readonly Model[];
}

/** What is gone through. A change begins a new queue. */
export function ReviewFilters({ search, onSearch, me, pocs, models }: ReviewFiltersProps) {
  const { t } = useTranslation();
  const change = (next: Partial<ReviewSearch>) => onSearch({ at: undefined, ...next });
  const idOf = (value: string) => (value === '' ? undefined : Number(value));
  return (
    <>
      <Filter label={t('review.scope')} value={search.scope ?? 'unevaluated'} onChange={(value) => change({ scope: value === 'unevaluated' ? undefined : (value as ReviewScope) })}>
        {scopes.map((scope) => (
          <option key={scope} value={scope}>
            {t(`review.scopes.${scope}`)}
          </option>
        ))}
      </Filter>
      <Filter label={t('poc.label')} value={search.poc ?? ''} onChange={(value) => change({ poc: idOf(value) })}>
        <option value="">{t('review.anyPoc')}</option>
        {pocs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Filter>
      <Filter label={t('model.label')} value={search.model ?? ''} onChange={(value) => change({ model: idOf(value) })}>
        <option value="">{t('review.anyModel')}</option>
        {models.map(({ id, model_name, version }) => (
          <option key={id} value={id}>
            {model_name} {t('model.version', { version })}
          </option>
        ))}
      </Filter>
      <Filter label={t('priority.label')} value={search.priority ?? ''} onChange={(value) => change({ priority: idOf(value) as Priority | undefined })}>
        <option value="">{t('review.anyPriority')}</option>
        {priorityCodes.map((code) => (
          <option key={code} value={code}>
            {t('review.priorityIs', { priority: t(`priority.${code}`) })}
          </option>
        ))}
      </Filter>
      {me.role === 'admin' && (
        <Filter label={t('review.whose')} value={search.mine === false ? 'all' : 'mine'} onChange={(value) => change({ mine: value === 'all' ? false : undefined })}>
          <option value="mine">{t('review.mine')}</option>
          <option value="all">{t('review.everybody')}</option>
        </Filter>
      )}
      {search.session !== undefined && (
        <Button size="sm" aria-label={t('review.anySession')} onClick={() => change({ session: undefined })} className="max-md:h-10">
          {t('review.sessionOnly', { id: search.session })}
          <X aria-hidden />
        </Button>
      )}
    </>
  );
}

const Filter = ({ label, value, onChange, children }: { label: string; value: string | number; onChange: (value: string) => void; children: ReactNode }) => (
  <label className="flex flex-col gap-1 text-xs text-ink-faint min-[1400px]:contents">
    <span className="min-[1400px]:sr-only">{label}</span>
    <Select value={value} onChange={(event) => onChange(event.target.value)} className="min-[1400px]:w-39 max-md:[&>select]:h-10">
      {children}
    </Select>
  </label>
);

export function GoOnSetting({ value, onChange }: { value: boolean; onChange: (value: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <label className="flex min-h-10 items-center gap-2 text-sm">
      <Checkbox checked={value} onChange={(event) => onChange(event.target.checked)} />
      {t('review.goOnAfterGood')}
    </label>
  );
}
