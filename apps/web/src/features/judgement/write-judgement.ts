import type { Log } from '@llamune/contracts';
import { client } from '../../lib/api';
import { drafts } from '../../lib/draft';
import { logChannel } from '../../lib/log-channel';
import { differing, fieldsOf, isEmpty, isSame, namesIn, omit, pick, type Edits, type FieldName } from './fields';
import { merge } from './merge';
import { recordStep } from './steps';
import { readDraft, writings, type Writing } from './writings';

/** What is on its way to the server, by log. */
export const sending = new Map<number, Edits>();

type Seen = Partial<Writing['seen']>;
/** The same writing upon what the server has now: what others changed comes in, what both changed is left open. */
const rebased = (writing: Writing, now: Seen, sent: Edits | undefined): Writing => {
  const seen = { ...writing.seen, ...now };
  const { edits, theirs } = merge(writing.edits, { seen: writing.seen, now: seen, sent, open: writing.clash?.theirs });
  return { ...writing, seen, edits, clash: isEmpty(theirs) ? null : { ...writing.clash, theirs } };
};
const seenOf = (log: Log) => ({ ...fieldsOf(log), updated_at: log.updated_at });

/** The writing of a log, with the draft that was kept of it. */
export const openWriting = (log: Log): Writing => {
  const known = writings.get(log.id);
  if (known) return known;
  const { edits, seen, wanted = false, clash = null } = readDraft(log.id);
  const drafted: Writing = { logId: log.id, seen: { ...seenOf(log), ...seen }, edits, wanted, clash, saveState: { kind: 'idle' }, restored: false, proposal: null };
  const writing = rebased(drafted, seenOf(log), undefined);
  queueMicrotask(() => {
    writings.keepDraft(log.id);
    if (writing.clash) void tellWho(log.id);
  });
  return writings.add({ ...writing, restored: !isEmpty(writing.edits) });
};

/** The log as the server has it. An older one than is known says nothing, unless it was just fetched. */
export const meetLog = (log: Log, isFresh = false) => {
  const writing = writings.get(log.id);
  if (!writing || (!isFresh && log.updated_at <= writing.seen.updated_at)) return;
  writings.put(rebased(writing, seenOf(log), sending.get(log.id)));
  writings.keepDraft(log.id);
  if (writings.get(log.id)?.clash) void tellWho(log.id);
};

/** Saved by another tab of the same person, which keeps the draft too. */
export const meetOwnSave = (logId: number, patch: Seen) => {
  const writing = writings.get(logId);
  if (writing) writings.put(rebased(writing, patch, patch));
};

/** Who changed the first of the fields in question, and when. Without an answer the question stands all the same. */
const tellWho = async (logId: number) => {
  const changes = await client.logs.history.query({ log_id: logId }).catch(() => []);
  const clash = writings.get(logId)?.clash;
  if (!clash) return;
  const change = changes.find(({ before, after }) => namesIn(clash.theirs).some((name) => !isSame(before[name], after[name])));
  writings.update(logId, { clash: { ...clash, by: change?.changed_by, at: change?.changed_at } });
};

const setEdits = (writing: Writing, edits: Edits) => {
  const open = writing.clash && omit(writing.clash.theirs, namesIn(writing.clash.theirs).filter((name) => !(name in edits)));
  const saveState = writing.saveState.kind === 'saved' ? ({ kind: 'idle' } as const) : writing.saveState;
  writings.put({ ...writing, edits, saveState, clash: open && !isEmpty(open) ? { ...writing.clash, theirs: open } : null });
};

export const fieldsNow = ({ seen, edits }: Writing) => ({ ...seen, ...edits });

/** Without what the server has already. What is on its way there is kept until it has arrived: it may be taken back before. */
const unsaved = (edits: Edits, { logId, seen }: Writing): Edits => {
  const sent = sending.get(logId) ?? {};
  return pick(edits, namesIn(edits).filter((name) => name in sent || !isSame(edits[name], seen[name])));
};

/** What is typed or pressed. It is on this device at once, and in the person's other tabs. */
export const changeJudgement = (logId: number, next: Edits, { isUndo = false } = {}) => {
  const writing = writings.get(logId);
  if (!writing) return;
  const changed = differing(next, fieldsNow(writing));
  if (isEmpty(changed)) return;
  if (!isUndo) recordStep({ logId, before: pick(fieldsNow(writing), namesIn(changed)), after: changed });
  setEdits(writing, unsaved({ ...writing.edits, ...changed }, writing));
  writings.keepDraft(logId);
  const edits = writings.get(logId)!.edits;
  const kept = namesIn(changed).filter((name) => name in edits);
  logChannel.tell(drafts.owner(), { kind: 'edited', logId, changes: pick(edits, kept), dropped: namesIn(changed).filter((name) => !(name in edits)) });
};

/** The same, from another tab, which keeps the draft. */
export const mirrorEdits = (logId: number, changes: Edits, dropped: readonly FieldName[]) => {
  const writing = writings.get(logId);
  if (writing) setEdits(writing, omit({ ...writing.edits, ...changes }, dropped));
};

/** A person has chosen: what the other one wrote, or what was written here. */
export const settleClash = (logId: number, name: FieldName, keep: 'mine' | 'theirs') => {
  const writing = writings.get(logId);
  if (!writing?.clash) return;
  if (keep === 'theirs') return changeJudgement(logId, { [name]: writing.seen[name] });
  const theirs = omit(writing.clash.theirs, [name]);
  writings.put({ ...writing, clash: isEmpty(theirs) ? null : { ...writing.clash, theirs } });
  writings.keepDraft(logId);
};
