import { numberParam } from '../../lib/search-params';

/** `?version=4&with=2` shows the fourth version beside the second; `with=0` alone. */
export interface PromptSearch {
  version?: number | undefined;
  with?: number | undefined;
}

export const parsePromptSearch = (search: { [Name in keyof PromptSearch]?: unknown }): PromptSearch => ({ version: numberParam(search.version), with: numberParam(search.with, 0) });
