import { isSame, namesIn, pick, type Edits } from './fields';
import { saveJudgement } from './save-judgement';
import { takeStep, takeUndone } from './steps';
import { changeJudgement, fieldsNow } from './write-judgement';
import { writings } from './writings';

/** An ordinary save of other values. What somebody has changed since is theirs and stays. */
const put = (logId: number, to: Edits, from: Edits) => {
  const writing = writings.get(logId);
  if (!writing) return;
  const now = fieldsNow(writing);
  changeJudgement(logId, pick(to, namesIn(to).filter((name) => isSame(now[name], from[name]))), { isUndo: true });
  void saveJudgement(logId);
};

/** Takes back the last thing that was done, to this log if one is named. Answers whose log it was. */
export const undoJudgement = (logId?: number): number | null => {
  const step = takeStep(logId);
  if (!step) return null;
  put(step.logId, step.before, step.after);
  return step.logId;
};
export const redoJudgement = (): number | null => {
  const step = takeUndone();
  if (!step) return null;
  put(step.logId, step.after, step.before);
  return step.logId;
};
