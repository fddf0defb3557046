import type { Evaluation, Log } from '@llamune/contracts';
import type { ReactNode } from 'react';

/** What the server has taken of one log. */
export interface SavedJudgement {
  logId: number;
  fields: { evaluation?: Evaluation | null; correct_answer?: string | null };
}

/** How a judgement is given, saved and taken back is no business of the review: its page brings it. */
export interface ReviewJudgement {
  render: (log: Log, place: { goOn: () => void; goesOnAfterGood: boolean; previous: ReactNode; next: ReactNode }) => ReactNode;
  /** What was done last, with the way back to it. */
  renderLast: (onGo: (logId: number) => void) => ReactNode;
  /** Judgements that are not saved yet, or wait for a decision. */
  renderUnsettled: (shownLogId: number | undefined, onGo: (logId: number) => void) => ReactNode;
  onSaved: (listener: (saved: SavedJudgement) => void) => () => void;
}
