import type { Model, User } from '@llamune/contracts';
import { Columns2 } from 'lucide-react';
import { ChoiceCards } from '../../components/ui/choice';
import { useTranslation } from '../../lib/i18n';
import { preferredModel, useModelOptions } from './model-options';

interface SecondModelProps {
  /** Empty: none. */
  value: string;
  onChange: (modelId: string) => void;
  /** Without the first. */
  models: readonly Model[];
  me: User;
}

/** Whether each question goes to a second model as well, and to which. Not offered where there is none. */
export function SecondModel({ value, onChange, models, me }: SecondModelProps) {
  const { t } = useTranslation();
  const options = useModelOptions(models, me);
  const preferred = preferredModel(models);
  if (preferred === '') return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <label className="flex w-fit cursor-pointer items-center gap-2.5 rounded-md py-1 text-sm font-medium max-md:min-h-10">
        <input type="checkbox" checked={value !== ''} onChange={(event) => onChange(event.target.checked ? preferred : '')} className="size-4.5 accent-brand" />
        <Columns2 aria-hidden className="size-4 text-ink-faint" />
        {t('compare.choose')}
      </label>
      {value !== '' && (
        <>
          <p className="text-xs text-ink-faint">{t('compare.chooseHint')}</p>
          <ChoiceCards label={t('compare.otherModel')} value={value} options={options} onChange={onChange} />
        </>
      )}
    </fieldset>
  );
}
