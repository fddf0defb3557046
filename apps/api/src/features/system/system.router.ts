import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { systemStatus } from './system-status.js';
import { systemStatusToWire } from './system-wire.js';

export const systemRouter = router({
  status: implement(contract.system.status).query(async ({ ctx }) => systemStatusToWire(await systemStatus(ctx))),
});
