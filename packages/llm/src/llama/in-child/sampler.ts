import type { Sampling } from '../../engine.js';
import type { Context } from './context.js';
import type { Pointer } from './native/library.js';

const REPEAT_PENALTY_TOKENS = 64;

/** Chooses the next token of one answer. To be freed. */
export class Sampler {
  /** Null: the most likely one, without anything that looks back. */
  readonly #chain: Pointer | null;

  constructor(
    private readonly context: Context,
    sampling: Sampling,
  ) {
    this.#chain = sampling.temperature === 0 && sampling.repeatPenalty === 1 ? null : chainOf(context, sampling);
  }

  /** @param at Place of the last token in the computation that was just done. */
  next(at: number): number {
    const logits = this.context.logits(at);
    // Of damaged weights all results are none, and would be taken for some by chance.
    if (Number.isNaN(logits[0])) throw new Error('its weights are damaged: they give no numbers (NaN)');
    return this.#chain === null ? mostLikely(logits) : this.context.sample(this.#chain, at);
  }

  free(): void {
    if (this.#chain !== null) this.context.model.library.llama_sampler_free(this.#chain);
  }
}

/** The order in which llama.cpp's own programs apply them. */
function chainOf({ model: { library, vocabulary } }: Context, { temperature, topP, topK, minP, repeatPenalty, seed }: Sampling): Pointer {
  const chain = library.llama_sampler_chain_init({ no_perf: true });
  const add = (sampler: Pointer): void => library.llama_sampler_chain_add(chain, sampler);
  if (repeatPenalty !== 1) add(library.llama_sampler_init_penalties(vocabulary.size, REPEAT_PENALTY_TOKENS, repeatPenalty, 0, 0));
  if (temperature === 0) {
    add(library.llama_sampler_init_greedy());
    return chain;
  }
  add(library.llama_sampler_init_top_k(topK));
  add(library.llama_sampler_init_top_p(topP, 1));
  add(library.llama_sampler_init_min_p(minP, 1));
  add(library.llama_sampler_init_temp(temperature));
  add(library.llama_sampler_init_dist(seed));
  return chain;
}

/** The first of the largest, as llama.cpp's greedy sampler; that one copies the whole vocabulary first. */
function mostLikely(logits: Float32Array): number {
  let best = 0;
  let most = logits[0] ?? -Infinity;
  for (let token = 1; token < logits.length; token++) {
    const value = logits[token] as number;
    if (value > most) {
      most = value;
      best = token;
    }
  }
  return best;
}
