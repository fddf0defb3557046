import type { ItemTrait, Outcome, QuestionGroup } from '@llamune/contracts';
import { oneOfParam, textParam } from '../../lib/search-params';

/** Which questions of a result are listed, as it stands in the address. */
export interface ItemSearch {
  outcome?: Outcome | undefined;
  group?: QuestionGroup | undefined;
  /** Empty: those without one. */
  topic?: string | undefined;
  trait?: ItemTrait | undefined;
}
export const outcomes = ['fixed', 'broken', 'same_good', 'same_bad', 'unseen'] as const satisfies Outcome[];
export const groups = ['trained', 'paraphrase', 'near_miss', 'other'] as const satisfies QuestionGroup[];
export const traits = [
  'preferred_candidate',
  'preferred_same',
  'preferred_both_bad',
  'preferred_baseline',
  'agreed',
  'differed',
  'decided',
  'unsteady_baseline',
  'unsteady_candidate',
  'good_baseline',
  'good_candidate',
  'carried',
] as const satisfies ItemTrait[];

const longestTopic = 200;
export const parseItemSearch = (search: { [Name in keyof ItemSearch]?: unknown }): ItemSearch => ({
  outcome: oneOfParam(outcomes, search.outcome),
  group: oneOfParam(groups, search.group),
  topic: textParam(search.topic, longestTopic),
  trait: oneOfParam(traits, search.trait),
});
