/** SQL for searching what logs say: full and half width, capitals and small letters are the same (see `search_fold`). */

/** As LIKE takes it: % and _ are letters. */
export const likePattern = (search: string) => `%${search.replace(/[\\%_]/g, '\\$&')}%`;

/** @param pattern SQL of a `likePattern`. */
export const isLike = (text: string, pattern: string) => `search_fold(${text}) LIKE search_fold(${pattern})`;

/** @param text A row of log_texts. @param search SQL of the text itself. */
export const contains = (text: string, search: string) => `strpos(${text}.folded, search_fold(${search})) > 0`;

/**
 * Texts in which every pair of characters of the search occurs, by the index: all that contain it, and a few more.
 * @param text A row of log_texts. @param search SQL of the text itself.
 */
export const hasPairsOf = (text: string, search: string) => `search_grams(${text}.folded) @> search_keys(search_fold(${search}))`;

/** Logs that contain it, by the index. @param search SQL of the text itself. */
export const isFound = (log: string, search: string) => `${log}.id IN (SELECT found.id FROM search_logs(${search}) AS found (id))`;
