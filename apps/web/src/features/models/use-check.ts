import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../lib/api';
import { modelsQuery } from './model-queries';

/** Tries whether a model really works: minutes for a large one. Its result stays on the page until it is left. */
export const useCheck = () => {
  const queryClient = useQueryClient();
  return useMutation(trpc.models.check.mutationOptions({ onSettled: () => queryClient.invalidateQueries({ queryKey: modelsQuery.queryKey }) }));
};
