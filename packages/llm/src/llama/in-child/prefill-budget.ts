/** While nobody else waits for a token, a piece of a prompt takes about so long: what an abort may have to wait for. */
const PIECE_MS = 200;
/** With answers running, a piece takes at most so much of the time of their step: streams slow down, they never stand still. */
const SHARE_OF_STEP = 0.6;
const SMALLEST_PIECE = 8;
const FIRST_PIECE = 64;
const NEWEST_WEIGHT = 0.3;

/** How many tokens of prompts may be part of one computation, from how long computations took. */
export class PrefillBudget {
  /** Time of a computation with answers only. */
  #stepMs: number | null = null;
  /** Of one prompt token. */
  #tokenMs: number | null = null;

  /** @param steps Answers that want their next token in it. @param most What the batch has room for. */
  tokens(steps: number, most: number): number {
    if (this.#tokenMs === null) return Math.min(FIRST_PIECE, most);
    const allowedMs = steps === 0 ? PIECE_MS : Math.min(PIECE_MS, (this.#stepMs ?? PIECE_MS) * SHARE_OF_STEP);
    return Math.max(1, Math.min(most, Math.max(SMALLEST_PIECE, Math.floor(allowedMs / this.#tokenMs))));
  }

  /** What a computation with so many steps and prompt tokens has taken. */
  took(ms: number, steps: number, promptTokens: number): void {
    if (promptTokens === 0) this.#stepMs = mean(this.#stepMs, ms);
    else if (steps === 0) this.#tokenMs = mean(this.#tokenMs, ms / promptTokens);
    // A mixed one tells of its prompt what it took beyond the answers' share.
    else if (this.#stepMs !== null) this.#tokenMs = mean(this.#tokenMs, Math.max(ms - this.#stepMs, ms / (4 * (steps + promptTokens))) / promptTokens);
  }
}

function mean(before: number | null, newest: number): number {
  return before === null ? newest : before + NEWEST_WEIGHT * (newest - before);
}
