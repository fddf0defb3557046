/** What of a waiting question decides its turn. */
interface Turn {
  /** Rises in the order in which questions were asked. */
  readonly id: number;
  readonly batch: boolean;
  readonly options: { readonly user: string };
}

/**
 * Whose turn it is, best first: interactive before batch; then who has the fewest answers running (own questions further
 * ahead count as running); then who was served longest ago; then who asked first.
 * @param running Answers that run now, of each user.
 * @param served When each user was last served, as any rising number.
 */
export function inTurnOrder<T extends Turn>(waiting: readonly T[], running: ReadonlyMap<string, number>, served: ReadonlyMap<string, number>): T[] {
  const ahead = new Map(running);
  const asked = waiting.toSorted((a, b) => Number(a.batch) - Number(b.batch) || a.id - b.id);
  const ranked = asked.map((turn) => {
    const { user } = turn.options;
    const mine = ahead.get(user) ?? 0;
    ahead.set(user, mine + 1);
    return { turn, mine, servedAt: served.get(user) ?? -1 };
  });
  const ordered = ranked.toSorted((a, b) => Number(a.turn.batch) - Number(b.turn.batch) || a.mine - b.mine || a.servedAt - b.servedAt || a.turn.id - b.turn.id);
  return ordered.map(({ turn }) => turn);
}
