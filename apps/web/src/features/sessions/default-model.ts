import type { Model } from '@llamune/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { trpc } from '../../lib/api';
import { isBroken, preferredModel } from './model-options';

/** The version that is the default of a PoC, if it can be asked; else the newest that works. What cannot be found out keeps nobody from asking. */
export const defaultModel = async (queryClient: QueryClient, models: readonly Model[], pocId: number): Promise<string> => {
  const state = await queryClient.fetchQuery(trpc.releases.state.queryOptions({ poc_id: pocId })).catch(() => null);
  const released = models.find(({ id }) => id === state?.current?.model_id);
  return released && !isBroken(released) ? String(released.id) : preferredModel(models);
};
