/** While nobody else waits for a token, a piece of a prompt takes about so long: what a stop may have to wait for. */
const PIECE_MS = 200;
/**
 * With answers running, a piece may add so much of their step's time to it: they slow down, they never stand still. More than one
 * step, as a prompt among answers is a computation of its own to llama.cpp: one more pass over all weights, however small it is.
 */
const MOST_ADDED_STEPS = 1.3;
const SMALLEST_PIECE = 8;
const FIRST_PIECE = 16;
const MOST_GROWTH = 1.3;
const MOST_SHRINKING = 0.5;
const NEWEST_WEIGHT = 0.3;
/** So often answers go without a prompt, so that what their step takes is known of now. */
const MEASURE_EVERY = 32;

/** How many tokens of prompts may be part of one computation, learnt from how long computations took. */
export class PrefillBudget {
  /** Time of a computation with answers only. */
  #stepMs: number | null = null;
  /** Of one prompt token where there was nothing else. */
  #tokenMs: number | null = null;
  /** Among answers. */
  #piece = FIRST_PIECE;
  #mixed = 0;

  /** @param steps Answers that want their next token in it. @param most What the batch has room for. */
  tokens(steps: number, most: number): number {
    if (steps > 0) return this.#mixed >= MEASURE_EVERY ? 0 : Math.min(most, Math.round(this.#piece));
    if (this.#tokenMs === null) return Math.min(FIRST_PIECE, most);
    return Math.min(most, Math.max(SMALLEST_PIECE, Math.floor(PIECE_MS / this.#tokenMs)));
  }

  /** What a computation with so many steps and prompt tokens has taken. */
  took(ms: number, steps: number, promptTokens: number): void {
    if (promptTokens === 0) {
      this.#stepMs = mean(this.#stepMs, ms);
      this.#mixed = 0;
    } else if (steps === 0) this.#tokenMs = mean(this.#tokenMs, ms / promptTokens);
    else this.#learnPiece(ms, promptTokens);
  }

  #learnPiece(ms: number, promptTokens: number): void {
    this.#mixed++;
    if (this.#stepMs === null) {
      this.#mixed = MEASURE_EVERY;
      return;
    }
    const change = (MOST_ADDED_STEPS * this.#stepMs) / Math.max(ms - this.#stepMs, 0.01);
    // A piece that was not as large as allowed tells nothing of a larger one.
    if (change > 1 && promptTokens < Math.round(this.#piece)) return;
    this.#piece = Math.min(512, Math.max(SMALLEST_PIECE, this.#piece * Math.min(MOST_GROWTH, Math.max(MOST_SHRINKING, change))));
  }
}

function mean(before: number | null, newest: number): number {
  return before === null ? newest : before + NEWEST_WEIGHT * (newest - before);
}
