import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { logQuery, queueQuery } from './review-queries';
import type { ReviewSearch } from './review-search';

/** `end`: all have been passed. */
export type Place = number | 'end';

const NEIGHBOURS = [1, 2, -1];

/**
 * The logs to go through, in an order that stays as it was at the beginning; those that come later follow at the end.
 * Where one is stands here first and in the address after: a key pressed twice must not be answered from an old address.
 */
export const useQueue = (search: ReviewSearch, onMove: (logId: number | undefined) => void) => {
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(queueQuery(search));
  const [first] = useState(data);
  const [asked, setAsked] = useState(search.at === undefined ? [] : [search.at]);
  const [done, setDone] = useState<ReadonlySet<number>>(new Set());
  const [skipped, setSkipped] = useState<ReadonlySet<number>>(new Set());
  const order = [...new Set([...first.items, ...data.items].map(({ log_id }) => log_id))];
  const logIds = [...asked.filter((logId) => !order.includes(logId)), ...order];
  const [place, setPlace] = useState<Place>(search.at ?? logIds[0] ?? 'end');

  const go = (next: Place) => {
    if (next !== 'end' && !logIds.includes(next)) setAsked([next, ...asked]);
    setPlace(next);
    onMove(next === 'end' ? undefined : next);
  };
  const total = Math.max(first.total, data.total, logIds.length);
  const index = place === 'end' ? logIds.length : logIds.indexOf(place);
  const openAfter = (): Place => logIds.find((logId, at) => at > index && !done.has(logId) && !skipped.has(logId)) ?? 'end';
  useEffect(() => {
    for (const step of NEIGHBOURS) {
      const logId = logIds[index + step];
      if (logId !== undefined) void queryClient.prefetchQuery(logQuery(logId));
    }
  });
  return {
    logIds,
    total,
    /** More of them than were asked for at once. */
    beyond: total - logIds.length,
    place,
    index,
    done,
    /** What the queue knew of a log when it was made. */
    knownOf: (logId: number) => first.items.find(({ log_id }) => log_id === logId),
    go,
    previous: () => index > 0 && go(logIds[index - 1]!),
    next: () => place !== 'end' && go(logIds[index + 1] ?? 'end'),
    /** To the next that nobody has judged here. */
    goOn: () => go(openAfter()),
    skip: () => {
      if (place === 'end') return;
      setSkipped(new Set(skipped).add(place));
      go(openAfter());
    },
    /** Passed without a judgement, or left for later. */
    left: logIds.filter((logId) => !done.has(logId)),
    backTo: (logId: number) => {
      setSkipped(new Set());
      go(logId);
    },
    mark: (logId: number, isDone: boolean) => {
      setDone((before) => {
        const after = new Set(before);
        if (isDone) after.add(logId);
        else after.delete(logId);
        return after;
      });
    },
  };
};
export type Queue = ReturnType<typeof useQueue>;
