import { trpc } from '../../lib/api';

/** Asked again each second while a model is being loaded; else now and then, because a question loads one too. Not while the page is hidden. */
export const modelsQuery = trpc.models.list.queryOptions({}, { refetchInterval: ({ state }) => (state.data?.some((model) => model.state === 'loading') ? 1000 : 5000) });
/** A folder is also filled by hand and by downloads: what was true a while ago is no basis for a choice. */
export const modelFilesQuery = trpc.models.files.queryOptions({}, { staleTime: 0 });
/** What a file of the models folder says of itself. */
export const modelFactsQuery = (file: string) => trpc.models.inspectFile.queryOptions({ file }, { enabled: file !== '' });
/** What a model was made of, itself first. */
export const modelLineQuery = (modelId: number) => trpc.lineage.model.queryOptions({ model_id: modelId });
/** What the trainer said of a version never changes. */
export const trainingLogQuery = (modelId: number) => trpc.models.trainingLog.queryOptions({ model_id: modelId }, { staleTime: Infinity });
