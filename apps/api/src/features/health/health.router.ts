import { contract } from '@llamune/contracts';
import { implementPublic, router } from '../../trpc.js';

export const healthRouter = router({
  check: implementPublic(contract.health.check).query(async ({ ctx }) => {
    await ctx.db.query('SELECT 1');
    return { status: 'ok' as const, version: ctx.version, registration: ctx.registrationOpen ? ('open' as const) : ('closed' as const) };
  }),
});
