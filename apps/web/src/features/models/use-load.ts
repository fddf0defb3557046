import type { Model } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { runsOnServer } from '../../lib/runs-on-server';
import { modelsQuery } from './model-queries';

/** Loads a model so that the first question need not wait for it, or frees its memory. For a model server: asks whether it is there. */
export const useLoad = (model: Model, label: string) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { queryKey } = modelsQuery;
  const onSettled = () => queryClient.invalidateQueries({ queryKey });
  const load = useMutation(
    trpc.models.load.mutationOptions({
      // "loading" also makes the list ask again, which brings the progress.
      onMutate: () => queryClient.setQueryData(queryKey, (models) => models?.map((entry) => (entry.id === model.id ? { ...entry, state: 'loading' as const, state_detail: null, load_progress: null } : entry))),
      onSuccess: () => toast(runsOnServer(model) ? t('models.connected', { name: label }) : t('models.loaded', { name: label })),
      onSettled,
    }),
  );
  const unload = useMutation(trpc.models.unload.mutationOptions({ onSuccess: () => toast(t('models.unloaded', { name: label })), onSettled }));
  return { load, unload };
};
