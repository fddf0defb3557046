import { queryOptions } from '@tanstack/react-query';
import { client } from '../../lib/api';

const isThere = async (filter: Parameters<typeof client.logs.rows.query>[0], signal: AbortSignal) => (await client.logs.rows.query({ ...filter, limit: 1 }, { signal })).length > 0;

/**
 * What somebody has done already. The key starts with `sessions`: whatever invalidates these (a question, a judgement) may have ticked a step.
 * Other ways to judge are noticed within seconds.
 */
export const doneQuery = (userId: number) =>
  queryOptions({
    queryKey: [['sessions', 'tour'], userId],
    queryFn: async ({ signal }) => {
      const own = { user_id: userId };
      const corrected = { ...own, needs_correction: false };
      const [ask, judge, insufficient, wrong] = await Promise.all([
        isThere(own, signal),
        isThere({ ...own, unevaluated: false }, signal),
        isThere({ ...corrected, evaluation: 2 }, signal),
        isThere({ ...corrected, evaluation: 3 }, signal),
      ]);
      return { ask, judge, correct: insufficient || wrong };
    },
    staleTime: 0,
    // Once all is done there is nothing more to be noticed.
    refetchInterval: ({ state: { data } }) => (data?.ask && data.judge && data.correct ? false : 5000),
  });
