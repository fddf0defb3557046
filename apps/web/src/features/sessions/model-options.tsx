import type { Model, User } from '@llamune/contracts';
import { ModelName } from '../../components/model-name';
import type { ChoiceOption } from '../../components/ui/choice';
import { useTranslation } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';

/** What keeps a model from being asked, or null. A model server that did not answer last time may be there again: a question finds out. */
const faultOf = (model: Model) => {
  const { state } = model;
  if (state === 'no_file' || state === 'missing') return state;
  return state === 'failed' && !runsOnServer(model) ? state : null;
};
export const isBroken = (model: Model) => faultOf(model) !== null;

/** The newest one that works; the demo model only when there is nothing else. */
export const preferredModel = (models: readonly Model[]): string => {
  const usable = models.filter((model) => !isBroken(model)).toSorted((a, b) => Number(a.state === 'failed') - Number(b.state === 'failed') || Number(a.is_demo) - Number(b.is_demo) || b.id - a.id);
  return String(usable[0]?.id ?? '');
};

/** Every model, also those that cannot be chosen: with what is to be done about them. */
export const useModelOptions = (models: readonly Model[], me: User): ChoiceOption<string>[] =>
  models
    .toSorted((a, b) => Number(isBroken(a)) - Number(isBroken(b)) || b.id - a.id)
    .map((model) => ({
      value: String(model.id),
      label: <ModelName name={model.model_name} version={model.version} isDemo={model.is_demo} />,
      hint: <ModelHint model={model} isAdmin={me.role === 'admin'} />,
      disabled: isBroken(model),
    }));

function ModelHint({ model, isAdmin }: { model: Model; isAdmin: boolean }) {
  const { t } = useTranslation();
  const fault = faultOf(model);
  return (
    <>
      {model.description && <span className="block">{model.description}</span>}
      {fault ? (
        <span className="block text-bad">
          {t(`model.whatToDo.${fault}`)}
          {isAdmin ? t('model.whatToDo.fix') : t('model.whatToDo.askAdmin')}
        </span>
      ) : (
        <StateHint state={model.state} isServer={runsOnServer(model)} />
      )}
    </>
  );
}

function StateHint({ state, isServer }: { state: Model['state']; isServer: boolean }) {
  const { t } = useTranslation();
  if (state === 'no_file' || state === 'missing') return null;
  const isDoubtful = state === 'failed';
  return <span className={isDoubtful ? 'block text-fair' : 'block text-ink-faint'}>{isServer || isDoubtful ? t(`model.serverState.${state}`) : t(`model.state.${state}`)}</span>;
}
