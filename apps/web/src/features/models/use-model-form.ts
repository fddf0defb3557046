import type { Model } from '@llamune/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useAppForm } from '../../components/form/app-form';
import { submission } from '../../components/form/submission';
import { toast } from '../../components/ui/toaster';
import { client, trpc } from '../../lib/api';
import { useTranslation } from '../../lib/i18n';
import { changeOf, newModelOf, valuesOf, type ModelValues } from './model-values';

/** Changes a model; without one it registers a new one, with `file` filled in. */
export const useModelForm = (model: Model | undefined, file: string | undefined, onDone: () => void) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const done = async ({ model_name: name }: Model) => {
    await queryClient.invalidateQueries({ queryKey: trpc.models.pathKey() });
    toast(model ? t('models.updated', { name }) : t('models.created', { name }));
    onDone();
  };
  return useAppForm({
    defaultValues: valuesOf(model, file),
    validators: model
      ? submission({
          schema: ({ UpdateModel }) => UpdateModel,
          input: (values: ModelValues) => changeOf(model, values),
          send: async (changed) => done(await client.models.update.mutate(changed)),
          special: { 400: t('models.sourceProblem') },
        })
      : submission({
          schema: ({ CreateModel }) => CreateModel,
          input: newModelOf,
          send: async (created) => done(await client.models.create.mutate(created)),
          special: { 400: t('models.sourceProblem'), 409: t('models.versionTaken') },
          about: { 409: 'version' },
        }),
  });
};
export type ModelFormApi = ReturnType<typeof useModelForm>;
