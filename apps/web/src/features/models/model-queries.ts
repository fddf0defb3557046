import { trpc } from '../../lib/api';

/** A model that is being loaded is asked about again until it is. */
export const modelsQuery = trpc.models.list.queryOptions({}, { refetchInterval: ({ state }) => (state.data?.some((model) => model.state === 'loading') ? 1500 : false) });
export const modelFilesQuery = trpc.models.files.queryOptions({});
