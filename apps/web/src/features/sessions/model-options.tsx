import type { Model, User } from '@llamune/contracts';
import { useTranslation } from 'react-i18next';
import { ModelName } from '../../components/model-name';
import type { ChoiceOption } from '../../components/ui/choice';

type Broken = 'no_file' | 'missing' | 'failed';
const isBroken = (state: Model['state']): state is Broken => state === 'no_file' || state === 'missing' || state === 'failed';

/** The newest one that works; the demo model only when there is nothing else. */
export const preferredModel = (models: readonly Model[]): string => {
  const usable = models.filter(({ state }) => !isBroken(state)).toSorted((a, b) => Number(a.is_demo) - Number(b.is_demo) || b.id - a.id);
  return String(usable[0]?.id ?? '');
};

/** Every model, also those that cannot be chosen: with what is to be done about them. */
export const useModelOptions = (models: readonly Model[], me: User): ChoiceOption<string>[] =>
  models
    .toSorted((a, b) => Number(isBroken(a.state)) - Number(isBroken(b.state)) || b.id - a.id)
    .map((model) => ({
      value: String(model.id),
      label: <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />,
      hint: <ModelHint model={model} isAdmin={me.role === 'admin'} />,
      disabled: isBroken(model.state),
    }));

function ModelHint({ model, isAdmin }: { model: Model; isAdmin: boolean }) {
  const { t } = useTranslation();
  return (
    <>
      {model.description && <span className="block">{model.description}</span>}
      {isBroken(model.state) ? (
        <span className="block text-bad">
          {t(`model.whatToDo.${model.state}`)}
          {isAdmin ? t('model.whatToDo.fix') : t('model.whatToDo.askAdmin')}
        </span>
      ) : (
        <span className="block text-ink-faint">{t(`model.state.${model.state}`)}</span>
      )}
    </>
  );
}
