import type { Run } from '@llamune/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';
import type { AnswerSearch } from './answer-search';

const RUNS_PER_PAGE = 20;
const ANSWERS_PER_PAGE = 50;

export const isMoving = ({ state }: Pick<Run, 'state'>) => state === 'waiting' || state === 'running';

/** Newest first; asked again every two seconds, but only while one of them moves. The keys start with `runs`, so invalidating `trpc.runs.pathKey()` reaches them. */
export const runPages = (poc: number | undefined) =>
  infiniteQueryOptions({
    queryKey: [['runs', 'lists'], poc],
    queryFn: ({ pageParam, signal }) => client.runs.list.query({ poc_id: poc, limit: RUNS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < RUNS_PER_PAGE ? undefined : page.at(-1)?.id),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.pages.flat().some(isMoving) ? 2000 : false),
  });

export const runQuery = (runId: number) => trpc.runs.get.queryOptions({ run_id: runId }, { staleTime: 0, refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? 1000 : false) });

/** In the order of the questions. While the run goes on, what is shown fills up. */
export const answerPages = (run: Run, search: AnswerSearch) =>
  infiniteQueryOptions({
    queryKey: [['runs', 'answers'], run.id, search],
    queryFn: ({ pageParam, signal }) => client.runs.answers.query({ run_id: run.id, limit: ANSWERS_PER_PAGE, after: pageParam, ...search }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < ANSWERS_PER_PAGE ? undefined : page.at(-1)?.id),
    staleTime: 0,
    refetchInterval: isMoving(run) ? 3000 : false,
  });
