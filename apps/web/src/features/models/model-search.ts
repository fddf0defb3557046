import { textParam } from '../../lib/search-params';

/** `?register=folder/file.gguf` opens the form with that file; empty: without one. */
export interface ModelSearch {
  register?: string | undefined;
}

export const parseModelSearch = ({ register }: { register?: unknown }): ModelSearch => ({ register: textParam(register, 1000) });
