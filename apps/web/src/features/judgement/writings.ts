import { apiKey } from '../../lib/api-key';
import { drafts } from '../../lib/draft';
import { isEmpty, namesIn, pick, type Edits, type Fields } from './fields';

type SaveState = { kind: 'idle' } | { kind: 'saving' } | { kind: 'saved'; at: Date } | { kind: 'waiting' } | { kind: 'failed'; error: unknown };
/** What somebody else put where this person wrote too; by whom and when, once that is known. */
export interface Clash {
  theirs: Edits;
  by?: string | undefined;
  at?: string | undefined;
}
/** A correct answer that the model drafts, and that nobody has taken over yet. */
interface Proposal {
  text: string;
  /** Whether it is still being written, or why it has ended. */
  kind: 'writing' | 'done' | 'stopped' | 'cut_short';
}
/** The judgement of one log as it is being written. */
export interface Writing {
  logId: number;
  /** What the server had when the edits were made. */
  seen: Fields & { updated_at: string };
  edits: Edits;
  /** A save was asked for, so that it must reach the server also after a reload. */
  wanted: boolean;
  clash: Clash | null;
  saveState: SaveState;
  restored: boolean;
  proposal: Proposal | null;
}
interface Draft extends Pick<Writing, 'edits' | 'wanted' | 'clash'> {
  seen: Edits & { updated_at: string };
}

const draftStart = 'judgement.';
const draftOf = (logId: number) => `${draftStart}${logId}`;
/** An earlier release kept the edits alone. */
const isDraft = (stored: Draft | Edits): stored is Draft => 'edits' in stored && 'seen' in stored;
export const readDraft = (logId: number): Partial<Draft> & { edits: Edits } => {
  const stored = drafts.read<Draft | Edits>(draftOf(logId)) ?? {};
  return isDraft(stored) ? stored : { edits: stored };
};
/** Logs of whose judgement a draft was kept. */
export const draftedLogs = () => drafts.names(draftStart).map((name) => Number(name.slice(draftStart.length)));

let all: ReadonlyMap<number, Writing> = new Map();
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

/** Everything that is being written, kept outside the pages: a judgement is saved, and can be undone, after its log has left the screen. */
export const writings = {
  get: (logId: number) => all.get(logId),
  all: () => all,
  put(writing: Writing) {
    all = new Map(all).set(writing.logId, writing);
    tell();
  },
  /** In the middle of a drawing, when nobody may be told. */
  add(writing: Writing) {
    all = new Map(all).set(writing.logId, writing);
    queueMicrotask(tell);
    return writing;
  },
  /** Nothing for a log that is no longer here: its person may have gone while a call was under way. */
  update(logId: number, part: Partial<Writing>) {
    const writing = all.get(logId);
    if (writing) writings.put({ ...writing, ...part });
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
  /** On this device, until the server has taken it. */
  keepDraft(logId: number) {
    const writing = all.get(logId);
    if (!writing || isEmpty(writing.edits)) return drafts.drop(draftOf(logId));
    const { edits, wanted, clash, seen } = writing;
    drafts.write(draftOf(logId), { edits, wanted, clash, seen: { ...pick(seen, namesIn(edits)), updated_at: seen.updated_at } } satisfies Draft);
  },
};

// The next person at this browser begins with nothing; the drafts wait for the one before.
apiKey.subscribe(() => {
  all = new Map();
  tell();
});
