import type { LogFilter } from '@llamune/contracts';
import { z } from 'zod';

const number = z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined);
const code = z.coerce.number().int().min(1).max(3).optional().catch(undefined);

/** The filter as it stands in the address: short, and whatever does not fit is left out, not refused. */
export const LogSearch = z.object({
  poc: number,
  model: number,
  evaluation: z.union([z.enum(['none', 'judged']), z.literal([1, 2, 3])]).optional().catch(undefined),
  priority: code,
  status: code,
  session: number,
  // The router reads `?q=2` as a number.
  q: z.coerce.string().pipe(z.string().max(200)).optional().catch(undefined),
});
export type LogSearch = z.infer<typeof LogSearch>;

export const parseLogSearch = (search: { [Name in keyof LogSearch]?: unknown }): LogSearch => LogSearch.parse(search);

export const logFilter = ({ poc, model, evaluation, priority, status, session, q }: LogSearch): LogFilter => ({
  poc_id: poc,
  model_id: model,
  evaluation: typeof evaluation === 'number' ? evaluation : undefined,
  unevaluated: evaluation === 'none' ? true : evaluation === 'judged' ? false : undefined,
  priority,
  status,
  session_id: session,
  search: q || undefined,
});
export const isFiltered = (search: LogSearch) => Object.values(search).some((value) => value !== undefined);
