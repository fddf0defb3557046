import type { AppRouter as PromisedRouter } from '@llamune/contracts/client-trpc';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { chatRouter } from './features/chat/chat.router.js';
import { comparisonsRouter } from './features/comparisons/comparisons.router.js';
import { downloadsRouter } from './features/downloads/downloads.router.js';
import { engineRouter } from './features/engine/engine.router.js';
import { healthRouter } from './features/health/health.router.js';
import { heldOutRouter } from './features/held-out/held-out.router.js';
import { keysRouter } from './features/keys/keys.router.js';
import { lineageRouter } from './features/lineage/lineage.router.js';
import { logsRouter } from './features/logs/logs.router.js';
import { modelsRouter } from './features/models/models.router.js';
import { pocsRouter } from './features/pocs/pocs.router.js';
import { reviewRouter } from './features/review/review.router.js';
import { runsRouter } from './features/runs/runs.router.js';
import { sessionsRouter } from './features/sessions/sessions.router.js';
import { snapshotsRouter } from './features/snapshots/snapshots.router.js';
import { systemRouter } from './features/system/system.router.js';
import { usersRouter } from './features/users/users.router.js';
import { viewsRouter } from './features/views/views.router.js';
import { router } from './trpc.js';

export const appRouter = router({
  health: healthRouter,
  users: usersRouter,
  keys: keysRouter,
  models: modelsRouter,
  downloads: downloadsRouter,
  engine: engineRouter,
  pocs: pocsRouter,
  sessions: sessionsRouter,
  chat: chatRouter,
  logs: logsRouter,
  review: reviewRouter,
  snapshots: snapshotsRouter,
  heldOut: heldOutRouter,
  lineage: lineageRouter,
  runs: runsRouter,
  views: viewsRouter,
  comparisons: comparisonsRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;

// Does not compile when an endpoint of the contract is missing here, is extra, or has another shape.
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
const promised: [Same<inferRouterInputs<AppRouter>, inferRouterInputs<PromisedRouter>>, Same<inferRouterOutputs<AppRouter>, inferRouterOutputs<PromisedRouter>>] = [true, true];
void promised;
