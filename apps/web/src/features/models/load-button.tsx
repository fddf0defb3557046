import type { Model } from '@llamune/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/button';
import { toast } from '../../components/ui/toaster';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { modelsQuery } from './model-queries';

/** Loads a model so that the first question need not wait for it, or frees its memory. */
export function LoadButton({ model, label }: { model: Model; label: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const settled = {
    onSettled: () => queryClient.invalidateQueries({ queryKey: modelsQuery.queryKey }),
    onError: (error: unknown) => toast(errorSentence(error, { 409: t('models.cannotLoad') }), 'error'),
  };
  const load = useMutation(trpc.models.load.mutationOptions({ ...settled, onSuccess: () => toast(t('models.loaded', { name: label })) }));
  const unload = useMutation(trpc.models.unload.mutationOptions({ ...settled, onSuccess: () => toast(t('models.unloaded', { name: label })) }));
  if (model.state === 'no_file' || model.state === 'missing') return null;
  if (load.isPending || model.state === 'loading')
    return (
      <Button size="sm" disabled>
        {t('models.loading')}
      </Button>
    );
  if (model.state === 'ready')
    return (
      <Button size="sm" disabled={unload.isPending} aria-label={t('models.unloadName', { name: label })} onClick={() => unload.mutate({ model_id: model.id })}>
        {t('models.unload')}
      </Button>
    );
  return (
    <Button size="sm" aria-label={t('models.loadName', { name: label })} onClick={() => load.mutate({ model_id: model.id })}>
      {t('models.load')}
    </Button>
  );
}
