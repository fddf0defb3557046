/** Greedy: the same question gets the same answer. Without a seed each question has a new one. */
export const samplingDefaults = { temperature: 0, top_p: 1, top_k: 40, min_p: 0, repeat_penalty: 1, max_tokens: 1024, seed: null } as const;
