/** Tokens of one slot where nothing else is set: more takes memory that few questions need. */
export const DEFAULT_CONTEXT_SIZE = 4096;
