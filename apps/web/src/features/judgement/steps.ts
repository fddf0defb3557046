import { useSyncExternalStore } from 'react';
import { apiKey } from '../../lib/api-key';
import { isSame, isText, namesIn, type Edits } from './fields';

/** One thing that was done to a judgement, and the way back. */
export interface Step {
  logId: number;
  before: Edits;
  after: Edits;
}
interface Done {
  steps: readonly Step[];
  /** The last step of this log is over: what comes next is another one. */
  sealedLog: number | null;
  undone: Step | null;
}

const mostSteps = 200;
const nothing: Done = { steps: [], sealedLog: null, undone: null };
let done = nothing;
const listeners = new Set<() => void>();
const set = (next: Partial<Done>) => {
  done = { ...done, ...next };
  for (const listener of listeners) listener();
};

const isWritten = (step: Step) => namesIn(step.after).every(isText);
/** One after the other, as one; what came back to where it was is no step. */
const joined = (one: Step, next: Step): Step => ({ logId: one.logId, before: { ...next.before, ...one.before }, after: { ...one.after, ...next.after } });
const isSomething = ({ before, after }: Step) => namesIn(after).some((name) => !isSame(before[name], after[name]));

/** Each press is a step of its own; letters typed one after the other are one. */
export const recordStep = (step: Step) => {
  const last = done.steps.at(-1);
  const goesOn = last?.logId === step.logId && done.sealedLog !== step.logId && isWritten(last) && isWritten(step);
  const steps = goesOn ? [...done.steps.slice(0, -1), joined(last, step)] : [...done.steps, step];
  set({ steps: steps.slice(-mostSteps), sealedLog: null, undone: null });
};

/** The log is left: from now on all that was done to it is one step. */
export const sealSteps = (logId: number) => {
  const start = done.steps.findLastIndex((step) => step.logId !== logId) + 1;
  const all = done.steps.slice(start);
  if (all.length === 0) return;
  const whole = all.reduce(joined);
  set({ steps: [...done.steps.slice(0, start), ...(isSomething(whole) ? [whole] : [])], sealedLog: logId });
};

/** Takes the last step, of this log if one is named. */
export const takeStep = (logId?: number): Step | null => {
  const index = done.steps.findLastIndex((step) => logId === undefined || step.logId === logId);
  const step = done.steps[index];
  if (!step) return null;
  set({ steps: done.steps.toSpliced(index, 1), undone: step });
  return step;
};
export const takeUndone = (): Step | null => {
  const { undone } = done;
  if (undone) set({ undone: null, steps: [...done.steps, undone] });
  return undone;
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
export const useHasSteps = (logId: number) => useSyncExternalStore(subscribe, () => done.steps.some((step) => step.logId === logId));
/** The last thing that was done and the last that was undone. */
export const useSteps = () => useSyncExternalStore(subscribe, () => done);

apiKey.subscribe(() => set(nothing));
