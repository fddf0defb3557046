import type { Log } from '@llamune/contracts';

/** One question to both sides of a comparison. Each side holds its attempts, oldest first; none: not asked there. */
export interface Round {
  question: string;
  left: readonly Log[];
  right: readonly Log[];
}
/** The log whose question stands for the round. */
export const questionLog = ({ left, right }: Round): Log | undefined => left[0] ?? right[0];
/** The newest attempt of each side. */
export const newestOf = ({ left, right }: Round) => ({ left: left.at(-1), right: right.at(-1) });
export const logsOf = ({ left, right }: Round): Log[] => [...left, ...right];

/** What is loaded of a session: its logs, oldest first, and whether there are older ones. */
export interface Loaded {
  logs: readonly Log[];
  hasEarlier: boolean;
}

/** The same question asked again is one more attempt; an edited one is another question. */
const attemptsOf = (logs: readonly Log[]): Log[][] => {
  const groups = new Map<number, Log[]>();
  for (const log of logs) {
    const group = log.retry_of_id === null ? undefined : groups.get(log.retry_of_id);
    const attempts = group?.[0]?.question === log.question ? group : [];
    attempts.push(log);
    groups.set(log.id, attempts);
  }
  return [...new Set(groups.values())];
};

const firstId = (round: Round) => Math.min(round.left[0]?.id ?? Infinity, round.right[0]?.id ?? Infinity);
/** Older than this nothing is known of a side. */
const knownFrom = ({ logs, hasEarlier }: Loaded) => (hasEarlier ? (logs[0]?.id ?? Infinity) : 0);

/**
 * The questions of two sessions, oldest first: those asked of both side by side, however far apart in time. What only one side has
 * is left out as long as the other side's page with it may not be loaded yet.
 */
export const roundsOf = (left: Loaded, right: Loaded): Round[] => {
  const rest = attemptsOf(right.logs);
  const takeSame = (question: string) => {
    const index = rest.findIndex(([first]) => first?.question === question);
    return index < 0 ? [] : rest.splice(index, 1)[0]!;
  };
  const paired: Round[] = attemptsOf(left.logs).map((attempts) => ({ question: attempts[0]!.question, left: attempts, right: takeSame(attempts[0]!.question) }));
  const alone: Round[] = rest.map((attempts) => ({ question: attempts[0]!.question, left: [], right: attempts }));
  const isKnown = (round: Round) => firstId(round) >= (round.right.length === 0 ? knownFrom(right) : round.left.length === 0 ? knownFrom(left) : 0);
  return [...paired, ...alone].filter(isKnown).toSorted((a, b) => firstId(a) - firstId(b));
};
