import type { SavedView } from '@llamune/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../lib/api';
import { errorSentence } from '../../lib/error-sentence';
import { useTranslation } from '../../lib/i18n';
import type { Outcome } from './outcome-bar';

const viewsQuery = trpc.views.list.queryOptions({});

/** The reader's own views of the table. */
export const useViews = (tell: (outcome: Outcome) => void) => {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: views = [] } = useQuery(viewsQuery);
  const put = (change: (views: SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(viewsQuery.queryKey, (known: SavedView[] | undefined) => change(known ?? []).toSorted((one, other) => one.name.localeCompare(other.name, 'ja')));
  const putOne = (view: SavedView) => put((known) => [...known.filter(({ id }) => id !== view.id), view]);
  const { mutateAsync: create } = useMutation(trpc.views.create.mutationOptions({ onSuccess: putOne }));
  const { mutateAsync: update } = useMutation(trpc.views.update.mutationOptions({ onSuccess: putOne }));
  const { mutateAsync: discard } = useMutation(trpc.views.remove.mutationOptions({ onSuccess: ({ view_id }) => put((known) => known.filter(({ id }) => id !== view_id)) }));

  const failed = (error: unknown) => tell({ text: t('logs.view.failed'), detail: errorSentence(error, { 409: t('logs.view.nameTaken') }), isError: true });
  return {
    views,
    /** Under a name that is there already, it takes that one's place. */
    save: async (name: string, search: string) => {
      const known = views.find((view) => view.name === name);
      const saved = known ? await update({ view_id: known.id, search }) : await create({ name, search });
      tell({ text: t('logs.view.saved', { name }), undo: known ? () => void update({ view_id: known.id, search: known.search }).catch(failed) : undefined });
      return saved;
    },
    rename: (view: SavedView, name: string) => update({ view_id: view.id, name }),
    remove: async (view: SavedView) => {
      try {
        await discard({ view_id: view.id });
        tell({ text: t('logs.view.removed', { name: view.name }), undo: () => void create({ name: view.name, search: view.search }).catch(failed) });
      } catch (error) {
        failed(error);
      }
    },
  };
};
export type Views = ReturnType<typeof useViews>;
