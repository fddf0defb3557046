import type { Model } from '@llamune/contracts';
import type { Translate } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';

export const modelLabel = ({ model_name, version }: Model, t: Translate) => `${model_name} ${t('model.version', { version })}`;

type ServerState = 'ready' | 'loading' | 'not_loaded' | 'failed';
/** Of a model server it is known whether it answers, not what it holds in memory. */
const isServerState = (state: Model['state']): state is ServerState => state !== 'no_file' && state !== 'missing';

export const stateText = (model: Model, t: Translate) => (runsOnServer(model) && isServerState(model.state) ? t(`models.serverState.${model.state}`) : t(`model.shortState.${model.state}`));

/** What is wrong with a model and what an admin can do about it; null when nothing is. */
export const problemOf = (model: Model, t: Translate) => {
  const { state, state_detail } = model;
  if (state === 'no_file') return { sentence: `${t('model.whatToDo.no_file')} ${t('models.fixPlace')}`, detail: null };
  if (state === 'missing') return { sentence: `${t('model.whatToDo.missing')} ${t('models.fixMissing')}`, detail: state_detail && t('models.missingFile', { file: state_detail }) };
  if (state !== 'failed') return null;
  const detail = state_detail && t('common.serverSays', { detail: state_detail });
  return runsOnServer(model) ? { sentence: `${t('models.connectFailed')} ${t('models.fixServer')}`, detail } : { sentence: `${t('models.loadFailed')} ${t('models.fixFile')}`, detail };
};
