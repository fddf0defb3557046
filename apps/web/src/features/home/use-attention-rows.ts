import type { PocOverview } from '@llamune/contracts';
import { useQuery } from '@tanstack/react-query';
import type { LinkProps } from '@tanstack/react-router';
import { trpc } from '../../lib/api';
import { startOfDay } from '../../lib/start-of-day';

interface AttentionRow {
  name: 'unevaluated' | 'toCorrect' | 'highPriority' | 'failed' | 'interrupted';
  count: number;
  link: Pick<LinkProps, 'to' | 'search'>;
}

/** As the log table understands "30d": with today, whole days of the reader's clock. */
const thirtyDays = () => startOfDay(-29);

/** How many rows of the log table an answer that ended so has. */
const useBroken = (pocId: number, reason: 'failed' | 'interrupted', enabled: boolean) =>
  useQuery({ ...trpc.logs.pages.queryOptions({ poc_id: pocId, finish_reason: reason, since: thirtyDays() }), enabled, staleTime: 0 }).data?.total;

/**
 * What waits for somebody, with the place where exactly these answers are. What the overview counts otherwise than that place does
 * (both ways to fail in one; high priority also after the correction) is counted there, if there is any.
 */
export const useAttentionRows = (poc: number, attention: PocOverview['attention'], isAdmin: boolean): AttentionRow[] => {
  const failed = useBroken(poc, 'failed', attention.failed > 0);
  const interrupted = useBroken(poc, 'interrupted', attention.failed > 0);
  const urgent = useQuery({ ...trpc.review.queue.queryOptions({ poc_id: poc, scope: 'open', priority: 1, mine: !isAdmin, limit: 1 }), enabled: attention.high_priority > 0, staleTime: 0 });
  // An admin's counts are everybody's, and so is the list.
  const whose = isAdmin ? { mine: false as const } : {};
  return [
    { name: 'unevaluated', count: attention.unevaluated, link: { to: '/review', search: { poc, ...whose } } },
    { name: 'toCorrect', count: attention.needs_correction, link: { to: '/logs', search: { poc, evaluation: 'to_correct' } } },
    { name: 'highPriority', count: urgent.data?.total ?? attention.high_priority, link: { to: '/review', search: { poc, scope: 'open', priority: 1, ...whose } } },
    { name: 'failed', count: failed ?? attention.failed, link: { to: '/logs', search: { poc, finish: 'failed', when: '30d' } } },
    { name: 'interrupted', count: interrupted ?? 0, link: { to: '/logs', search: { poc, finish: 'interrupted', when: '30d' } } },
  ];
};
