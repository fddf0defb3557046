import type { Model, Poc } from '@llamune/contracts';
import { client } from '../../lib/api';
import { drafts } from '../../lib/draft';
import { samplingTexts } from './sampling-texts';

export const DRAFT = 'new-session';

export interface Values {
  poc_id: string;
  model_id: string;
  /** Empty: one model is asked, and not two. */
  second_model_id: string;
  system_prompt: string;
  mode: 'single' | 'multi';
  sampling: typeof samplingTexts;
}

export const promptOf = (pocs: readonly Poc[], id: string) => pocs.find((poc) => String(poc.id) === id)?.default_system_prompt ?? '';
/** The prompt once another PoC is chosen: one that somebody edited is theirs; one that came from a PoC changes with the PoC. */
export const promptAfter = (pocs: readonly Poc[], id: string, prompt: string) => (prompt === '' || pocs.some((poc) => poc.default_system_prompt === prompt) ? promptOf(pocs, id) : prompt);

/** What the form begins with: what was typed before, if it still makes sense, and the PoC that one comes from, with its default version. */
export const initialValues = (pocs: readonly Poc[], models: readonly Model[], pocId: number | undefined, modelId: string): Values => {
  const has = (rows: readonly { id: number }[], id: string | undefined) => rows.some((row) => String(row.id) === id);
  const first = String(pocs[0]?.id ?? '');
  const fresh: Values = { poc_id: first, model_id: modelId, second_model_id: '', system_prompt: promptOf(pocs, first), mode: 'single', sampling: samplingTexts };
  const draft = drafts.read<Values>(DRAFT);
  // What the draft names may be gone by now.
  const values = draft && has(pocs, draft.poc_id) && has(models, draft.model_id) ? { ...fresh, ...draft, second_model_id: has(models, draft.second_model_id) ? draft.second_model_id : '' } : fresh;
  const wanted = String(pocId ?? values.poc_id);
  if (wanted === values.poc_id || !has(pocs, wanted)) return values;
  return { ...values, poc_id: wanted, model_id: modelId, system_prompt: promptAfter(pocs, wanted, values.system_prompt) };
};

type NewSession = Parameters<typeof client.sessions.create.mutate>[0];
/** Starts a session, unless exactly this one was started before. */
export const startOnce = async (started: Map<string, number>, session: NewSession) => {
  const key = JSON.stringify(session);
  const sessionId = started.get(key) ?? (await client.sessions.create.mutate(session)).session_id;
  started.set(key, sessionId);
  return sessionId;
};
