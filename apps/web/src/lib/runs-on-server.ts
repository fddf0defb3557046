import type { Model } from '@llamune/contracts';

/** Whether a model runs on a model server: the one it names, or without a file the server's default one (LLM_SERVER_URL). */
export const runsOnServer = ({ server_url, file, state }: Pick<Model, 'server_url' | 'file' | 'state'>) => server_url !== null || (file === null && state !== 'no_file' && state !== 'missing');
