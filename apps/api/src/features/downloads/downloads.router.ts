import { contract } from '@llamune/contracts';
import { implement, router } from '../../trpc.js';
import { downloadToWire, previewToWire } from './download-wire.js';
import { previewDownload } from './preview-download.js';
import { recommendedModels } from './recommended-models.js';

export const downloadsRouter = router({
  list: implement(contract.downloads.list).query(({ ctx }) => ctx.downloads.list().map(downloadToWire)),
  recommended: implement(contract.downloads.recommended).query(({ ctx }) => recommendedModels(ctx.engine)),
  preview: implement(contract.downloads.preview).query(async ({ ctx, input }) => previewToWire(await previewDownload(ctx, input.address))),
  start: implement(contract.downloads.start).mutation(async ({ ctx, input }) => downloadToWire(await ctx.downloads.start(input.address, input.sha256 ?? null))),
  pause: implement(contract.downloads.pause).mutation(async ({ ctx, input }) => downloadToWire(await ctx.downloads.pause(input.download_id))),
  resume: implement(contract.downloads.resume).mutation(async ({ ctx, input }) => downloadToWire(await ctx.downloads.resume(input.download_id))),
  remove: implement(contract.downloads.remove).mutation(async ({ ctx, input }) => {
    await ctx.downloads.remove(input.download_id);
    return { download_id: input.download_id };
  }),
});
