import type { Poc, PocOverview, Rate, ReviewProgress } from '@llamune/contracts';
import { aUser, type Handlers } from './fake-server';

const now = '2026-01-31T09:00:00.000Z';
export const aPoc = (poc: Partial<Poc> = {}): Poc => ({ id: 3, name: '経費精算', domain: '経理', default_system_prompt: null, example_questions: [], created_at: now, ...poc });
export const aRate = (rate: number, doubt: number): Rate => ({ rate, low: rate - doubt, high: rate + doubt });

type Version = PocOverview['versions'][number];
export const aVersion = (version: Partial<Version> = {}): Version => ({
  model_id: 1,
  model_name: 'keiri',
  model_version: 1,
  model_is_demo: false,
  first_asked_at: now,
  last_asked_at: now,
  good: 27,
  fair: 6,
  bad: 5,
  unevaluated: 2,
  good_rate: aRate(0.71, 0.1),
  ...version,
});
const nothing: PocOverview['counts'] = { total: 0, good: 0, fair: 0, bad: 0, unevaluated: 0, good_rate: null, needs_correction: 0, corrected: 0, trained: 0, verified: 0 };
const calm: PocOverview['attention'] = { unevaluated: 0, needs_correction: 0, high_priority: 0, failed: 0 };

interface Parts {
  poc?: Partial<Poc>;
  counts?: Partial<PocOverview['counts']>;
  attention?: Partial<PocOverview['attention']>;
  versions?: PocOverview['versions'];
  weeks?: PocOverview['weeks'];
}
export const anOverview = ({ poc = {}, counts = {}, attention = {}, versions = [], weeks = [] }: Parts = {}): PocOverview => ({
  poc: aPoc(poc),
  counts: { ...nothing, ...counts },
  attention: { ...calm, ...attention },
  versions,
  weeks,
});
/** 40 asked, 38 judged, one version. */
export const aWorkedOverview = (more: Parts = {}): PocOverview =>
  anOverview({
    versions: [aVersion()],
    ...more,
    counts: { total: 40, good: 27, fair: 6, bad: 5, unevaluated: 2, good_rate: aRate(0.71, 0.1), needs_correction: 4, corrected: 7, trained: 20, verified: 12, ...more.counts },
    attention: { unevaluated: 2, needs_correction: 4, ...more.attention },
  });

const none = { evaluated: 0, evaluated_today: 0, corrected_today: 0, unevaluated: 0 };
export const aProgress = (me: Partial<ReviewProgress['me']> = {}, more: Partial<ReviewProgress> = {}): ReviewProgress => ({ me: { ...none, ...me }, team: { ...none, ...me }, people: [], ...more });

/** What a home asks for, for somebody who has seen the tour. */
export const homeHandlers = (overview: PocOverview, more: Handlers = {}): Handlers => {
  localStorage.setItem('llamune.tour.1', JSON.stringify({ state: 'over', read: [] }));
  return {
    'users.me': () => aUser(),
    'pocs.list': () => [overview.poc],
    'pocs.overview': () => overview,
    'review.progress': () => aProgress({ evaluated: 38, evaluated_today: 5, unevaluated: 2 }),
    ...more,
  };
};
