import type { LlamuneClient, Priority, ReviewScope } from '@llamune/contracts';
import { numberParam, oneOfParam } from '../../lib/search-params';

/** A review as it stands in the address: short, and without what is the usual case. */
export interface ReviewSearch {
  scope?: ReviewScope | undefined;
  poc?: number | undefined;
  model?: number | undefined;
  priority?: Priority | undefined;
  session?: number | undefined;
  /** false: for an admin, everybody's. */
  mine?: false | undefined;
  /** The log that is shown. */
  at?: number | undefined;
  /** Begin with so many minutes on the clock. */
  minutes?: number | undefined;
}
type QueueInput = Parameters<LlamuneClient['review']['queue']['query']>[0];

export const scopes = ['unevaluated', 'open', 'all'] as const satisfies ReviewScope[];
export const priorityCodes = [1, 2, 3] as const;

export const parseReviewSearch = (search: { [Name in keyof ReviewSearch]?: unknown }): ReviewSearch => ({
  scope: oneOfParam(scopes, search.scope),
  poc: numberParam(search.poc),
  model: numberParam(search.model),
  priority: oneOfParam(priorityCodes, search.priority),
  session: numberParam(search.session),
  mine: search.mine === false || search.mine === 'false' ? false : undefined,
  at: numberParam(search.at),
  minutes: numberParam(search.minutes),
});

/** What is gone through: not where one is in it. */
export const conditionsOf = ({ at: _at, minutes: _minutes, ...conditions }: ReviewSearch): ReviewSearch => conditions;
export const countConditions = ({ scope, ...search }: ReviewSearch) => Object.values(conditionsOf(search)).filter((value) => value !== undefined).length + (scope && scope !== 'unevaluated' ? 1 : 0);

const ITEMS = 200;
export const queueInput = ({ scope, poc, model, priority, session, mine }: ReviewSearch): QueueInput => ({
  scope: scope ?? 'unevaluated',
  poc_id: poc,
  model_id: model,
  priority,
  session_id: session,
  mine: mine ?? true,
  limit: ITEMS,
});
