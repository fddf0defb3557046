import { Sampling } from '@llamune/contracts';
import type { Sampling as EngineSampling } from '@llamune/llm';

/** A stored or asked-for sampling as the engine takes it: every value there. */
export const engineSampling = (sampling: Partial<Sampling>): EngineSampling => {
  const { temperature, top_p, top_k, min_p, repeat_penalty, max_tokens, seed } = Sampling.parse(sampling);
  return { temperature, topP: top_p, topK: top_k, minP: min_p, repeatPenalty: repeat_penalty, maxTokens: max_tokens, seed: seed ?? 0 };
};
