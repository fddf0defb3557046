import type { Model } from '@llamune/contracts';
import { ModelName } from '../../components/model-name';
import { Checkbox } from '../../components/ui/checkbox';
import { useTranslation } from '../../lib/i18n';

interface ModelChoiceProps {
  models: readonly Model[];
  value: readonly number[];
  error: string | undefined;
  onChange: (value: number[]) => void;
}

const faultOf = ({ state }: Model) => (state === 'no_file' || state === 'missing' ? state : null);

/** Which versions are asked: those that can be, newest first. */
export function ModelChoice({ models, value, error, onChange }: ModelChoiceProps) {
  const { t } = useTranslation();
  const choose = (id: number, isChosen: boolean) => onChange(isChosen ? [...value, id] : value.filter((other) => other !== id));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t('runs.models')}</legend>
      <p className="text-xs text-ink-faint">{t('runs.modelsHint')}</p>
      <div className="max-h-80 divide-y overflow-y-auto rounded-lg border bg-surface">
        {models
          .toSorted((a, b) => Number(faultOf(a) !== null) - Number(faultOf(b) !== null) || b.id - a.id)
          .map((model) => {
            const fault = faultOf(model);
            return (
              <label key={model.id} className="flex items-start gap-3 px-3 py-2.5 -outline-offset-2 has-checked:bg-brand-soft/50 has-disabled:text-ink-soft">
                <Checkbox className="mt-1" checked={value.includes(model.id)} disabled={fault !== null} onChange={({ target }) => choose(model.id, target.checked)} />
                <span className="min-w-0">
                  <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />
                  {fault ? <span className="block text-sm text-bad">{t(`model.whatToDo.${fault}`)}</span> : model.description && <span className="block text-sm text-ink-soft">{model.description}</span>}
                </span>
              </label>
            );
          })}
      </div>
      {error && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
