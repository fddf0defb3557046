import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { userPages } from './user-queries';

/** The users, page by page; all of them for who searches, because the server knows no search. */
export const useUsers = (isSearching: boolean) => {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage, isError } = useSuspenseInfiniteQuery(userPages);
  const lacksSome = isSearching && hasNextPage;
  useEffect(() => {
    if (lacksSome && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [lacksSome, isFetchingNextPage, isError, fetchNextPage]);
  return { users: data.pages.flat(), lacksSome, offersMore: hasNextPage && (!isSearching || isError), isFetchingMore: isFetchingNextPage, fetchMore: () => void fetchNextPage() };
};
