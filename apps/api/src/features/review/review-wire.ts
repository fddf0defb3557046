import type { ReviewProgress as WireProgress, ReviewQueue as WireQueue } from '@llamune/contracts';
import type { Counts, Progress } from './review-progress.js';
import type { Queue } from './review-queue.js';

export const queueToWire = ({ total, items }: Queue): WireQueue => ({
  total,
  items: items.map(({ logId, evaluation, priority, needsCorrection }) => ({ log_id: logId, evaluation, priority, needs_correction: needsCorrection })),
});

export const progressToWire = ({ me, team, people }: Progress): WireProgress => ({
  me: countsToWire(me),
  team: countsToWire(team),
  people: people.map((person) => ({ user_id: person.userId, username: person.username, ...countsToWire(person) })),
});

const countsToWire = ({ evaluated, evaluatedToday, correctedToday, unevaluated }: Counts) => ({
  evaluated,
  evaluated_today: evaluatedToday,
  corrected_today: correctedToday,
  unevaluated,
});
