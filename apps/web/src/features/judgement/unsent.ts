import { useEffect, useSyncExternalStore } from 'react';
import { client, queryClient } from '../../lib/api';
import { apiKey } from '../../lib/api-key';
import { connection } from '../../lib/connection';
import { drafts } from '../../lib/draft';
import { logChannel } from '../../lib/log-channel';
import { patchLog } from '../../lib/log-queries';
import { isEmpty, namesIn, omit, type FieldName } from './fields';
import { refresh, saveJudgement, tellSaved } from './save-judgement';
import { meetOwnSave, mirrorEdits, openWriting } from './write-judgement';
import { draftedLogs, readDraft, writings, type Writing } from './writings';

/** So many judgements that once could not be sent are looked for at a start. */
const mostFetched = 50;

/** What a person has to know of, also when its log is not on the screen. */
const isUnsettled = ({ edits, clash, saveState }: Writing) => clash !== null || (!isEmpty(edits) && (saveState.kind === 'failed' || saveState.kind === 'waiting'));

/** Sends once more what could not be sent. */
export const sendUnsent = () => {
  for (const [logId, { saveState }] of writings.all()) if (saveState.kind === 'failed' || saveState.kind === 'waiting') void saveJudgement(logId);
};

/** Drafts of saves that the page did not live to see confirmed. */
const sendDrafts = async () => {
  const logIds = draftedLogs().filter((logId) => !writings.get(logId) && readDraft(logId).wanted).slice(0, mostFetched);
  for (const logId of logIds) {
    const log = await client.logs.get.query({ log_id: logId }).catch(() => null);
    if (!log) continue;
    const { edits } = readDraft(logId);
    const arrived = omit(edits, namesIn(openWriting(log).edits));
    // Only the answer to these had not come.
    if (!isEmpty(arrived)) tellSaved(logId, arrived);
    await saveJudgement(logId);
  }
};

let startedFor: string | undefined;
/** Once for each person at this page. */
const start = () => {
  if (startedFor === apiKey.get()) return;
  startedFor = apiKey.get();
  void sendDrafts();
};

const saveAll = () => {
  for (const [logId, { edits }] of writings.all()) if (!isEmpty(edits)) void saveJudgement(logId);
};

connection.onRecovered(() => {
  sendUnsent();
  // At the start there may have been no server.
  if (startedFor === apiKey.get()) void sendDrafts();
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveAll();
});
logChannel.listen(drafts.owner, (news) => {
  if (news.kind === 'edited') return mirrorEdits(news.logId, news.changes, news.dropped as FieldName[]);
  patchLog(queryClient, news.logId, news.patch);
  meetOwnSave(news.logId, news.patch);
  if (writings.get(news.logId)) void refresh(news.logId);
});

/** Sends what was left from before, and from then on what the connection or another tab has to say. */
export const useUnsentDrafts = () => useEffect(start, []);

/** All that a person has to see to, oldest first. */
export const useUnsettled = (): readonly Writing[] => {
  const all = useSyncExternalStore(writings.subscribe, () => writings.all());
  return [...all.values()].filter(isUnsettled);
};
