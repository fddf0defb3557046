import { priorities, type Priority } from '../engine.js';

/** What of a waiting question decides its turn. */
interface Turn {
  /** Rises in the order in which questions were asked. */
  readonly id: number;
  readonly options: { readonly user: string; readonly priority?: Priority | undefined };
}

/**
 * Whose turn it is, best first: by priority; then who has the fewest answers running (own questions further
 * ahead count as running); then who was served longest ago; then who asked first.
 * @param running Answers that run now, of each user.
 * @param served When each user was last served, as any rising number.
 */
export function inTurnOrder<T extends Turn>(waiting: readonly T[], running: ReadonlyMap<string, number>, served: ReadonlyMap<string, number>): T[] {
  const ahead = new Map(running);
  const asked = waiting.toSorted((a, b) => rankOf(a) - rankOf(b) || a.id - b.id);
  const ranked = asked.map((turn) => {
    const { user } = turn.options;
    const mine = ahead.get(user) ?? 0;
    ahead.set(user, mine + 1);
    return { turn, mine, servedAt: served.get(user) ?? -1 };
  });
  const ordered = ranked.toSorted((a, b) => rankOf(a.turn) - rankOf(b.turn) || a.mine - b.mine || a.servedAt - b.servedAt || a.turn.id - b.turn.id);
  return ordered.map(({ turn }) => turn);
}

function rankOf({ options: { priority = 'interactive' } }: Turn): number {
  return priorities.indexOf(priority);
}
