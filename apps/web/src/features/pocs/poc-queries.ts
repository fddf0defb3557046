import { infiniteQueryOptions } from '@tanstack/react-query';
import { client, trpc } from '../../lib/api';

const VERSIONS_PER_PAGE = 100;

export const pocsQuery = trpc.pocs.list.queryOptions({});

/** The versions of a PoC's system prompt, newest first. The key starts with `pocs`, so invalidating `trpc.pocs.pathKey()` reaches it. */
export const promptPages = (pocId: number) =>
  infiniteQueryOptions({
    queryKey: [['pocs', 'promptPages'], pocId],
    queryFn: ({ pageParam, signal }) => client.pocs.prompts.query({ poc_id: pocId, limit: VERSIONS_PER_PAGE, before: pageParam }, { signal }),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => (page.length < VERSIONS_PER_PAGE ? undefined : page.at(-1)?.id),
  });
