import type { Outcome, QuestionGroup } from '@llamune/contracts';
import { oneOfParam, textParam } from '../../lib/search-params';

/** Which questions of a result are listed, as it stands in the address. */
export interface ItemSearch {
  outcome?: Outcome | undefined;
  group?: QuestionGroup | undefined;
  /** Empty: those without one. */
  topic?: string | undefined;
}
export const outcomes = ['fixed', 'broken', 'same_good', 'same_bad', 'unseen'] as const satisfies Outcome[];
export const groups = ['trained', 'paraphrase', 'near_miss', 'other'] as const satisfies QuestionGroup[];

const longestTopic = 200;
export const parseItemSearch = (search: { [Name in keyof ItemSearch]?: unknown }): ItemSearch => ({
  outcome: oneOfParam(outcomes, search.outcome),
  group: oneOfParam(groups, search.group),
  topic: textParam(search.topic, longestTopic),
});
