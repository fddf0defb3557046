import { z } from 'zod';

/** `?register=folder/file.gguf` opens the form with that file; empty: without one. What does not fit is left out. */
const ModelSearch = z.object({ register: z.coerce.string().max(1000).optional().catch(undefined) });
export type ModelSearch = z.infer<typeof ModelSearch>;

export const parseModelSearch = (search: { [Name in keyof ModelSearch]?: unknown }): ModelSearch => ModelSearch.parse(search);
