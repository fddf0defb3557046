import type { Model, Poc, User } from '@llamune/contracts';
import { useTranslation } from '../../lib/i18n';
import { DateFields } from './date-fields';
import { FilterSelect } from './filter-select';
import { codes, evaluatedChoices, finishReasons, type LogSearch } from './log-search';

/** What the conditions can be chosen from. */
export interface FilterChoices {
  pocs: readonly Poc[];
  models: readonly Model[];
  /** Null: not for this reader. */
  users: readonly User[] | null;
}
export interface FilterFieldsProps {
  search: LogSearch;
  onChange: (part: LogSearch) => void;
  choices: FilterChoices;
}

/** The conditions that are used every day. */
export function MainFields({ search, onChange, choices: { pocs, models } }: FilterFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <FilterSelect label={t('poc.label')} any={t('logs.anyPoc')} value={search.poc} onChange={(poc) => onChange({ poc: asNumber(poc) })}>
        {pocs.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label={t('model.label')} any={t('logs.anyModel')} value={search.model} onChange={(model) => onChange({ model: asNumber(model) })}>
        {models.map((model) => (
          <option key={model.id} value={model.id}>
            {`${model.model_name} ${t('model.version', { version: model.version })}${model.is_demo ? ` ${t('model.demo')}` : ''}`}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label={t('evaluation.label')} value={search.evaluation} onChange={(value) => onChange({ evaluation: evaluatedChoices.find((choice) => String(choice) === value) })}>
        {evaluatedChoices.map((choice) => (
          <option key={choice} value={choice}>
            {choice === 'to_correct' ? t('logs.toCorrect') : t(`evaluation.${choice}`)}
          </option>
        ))}
      </FilterSelect>
      <DateFields search={search} onChange={onChange} />
    </>
  );
}

export function MoreFields({ search, onChange, choices: { users } }: FilterFieldsProps) {
  const { t } = useTranslation();
  const codeOf = (value: string) => codes.find((code) => String(code) === value);
  return (
    <>
      <FilterSelect label={t('priority.label')} value={search.priority} onChange={(value) => onChange({ priority: codeOf(value) })}>
        {codes.map((code) => (
          <option key={code} value={code}>
            {`${t('priority.label')}: ${t(`priority.${code}`)}`}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label={t('status.label')} value={search.status} onChange={(value) => onChange({ status: codeOf(value) })}>
        {codes.map((code) => (
          <option key={code} value={code}>
            {t(`status.${code}`)}
          </option>
        ))}
      </FilterSelect>
      <FilterSelect label={t('finish.label')} value={search.finish} onChange={(value) => onChange({ finish: finishReasons.find((reason) => reason === value) })}>
        {finishReasons.map((reason) => (
          <option key={reason} value={reason}>
            {t(`finish.${reason}`)}
          </option>
        ))}
      </FilterSelect>
      {users && (
        <FilterSelect label={t('logs.column.user')} any={t('logs.anyUser')} value={search.user} onChange={(user) => onChange({ user: asNumber(user) })}>
          {users.map(({ id, username }) => (
            <option key={id} value={id}>
              {username}
            </option>
          ))}
        </FilterSelect>
      )}
    </>
  );
}
export const moreNames = ['priority', 'status', 'finish', 'user'] as const satisfies (keyof LogSearch)[];

const asNumber = (value: string) => (value === '' ? undefined : Number(value));
