import type { Context } from './context.js';

/** Copying what another slot holds pays from so many tokens on, or from this part of the context: it is copied whole. */
const WORTH_A_COPY = { tokens: 64, share: 1 / 64 };

/** One of the permanent places of a context. It keeps what it last held, so that the next question need not start anew. */
export interface Slot {
  readonly sequence: number;
  /** Whose results the context holds for this sequence. */
  tokens: number[];
  busy: boolean;
  usedAt: number;
}

export class Slots {
  readonly #slots: Slot[];
  readonly #canCut: boolean;
  readonly #worthACopy: number;
  #uses = 0;

  /** @param options.canCut False for recurrent states: of those only the whole can be used. */
  constructor(
    private readonly context: Context,
    { count, canCut }: { count: number; canCut: boolean },
  ) {
    this.#canCut = canCut;
    this.#worthACopy = Math.max(WORTH_A_COPY.tokens, context.size * WORTH_A_COPY.share);
    this.#slots = Array.from({ length: count }, (_, sequence) => ({ sequence, tokens: [], busy: false, usedAt: 0 }));
  }

  /**
   * With nobody else there, the slot that holds most of the prompt, or else the one that was not used for longest. Otherwise the
   * lowest free one, as llama.cpp computes consecutive sequences together and others one by one; what it holds moves to another
   * free slot if it would be lost.
   */
  take(tokens: readonly number[]): Slot | undefined {
    const isAlone = !this.#slots.some(({ busy }) => busy);
    const slot = isAlone ? this.#best(tokens) : this.#slots.find(({ busy }) => !busy);
    if (slot === undefined) return undefined;
    if (!isAlone) this.#keepElsewhere(slot, tokens);
    slot.busy = true;
    slot.usedAt = ++this.#uses;
    return slot;
  }

  /** Brings the slot to a state that is a prefix of `tokens`, as long a one as any slot has. Returns its length. */
  reusePrefix(slot: Slot, tokens: readonly number[]): number {
    // The last token is always evaluated: the first token of the answer is chosen from its result.
    const most = tokens.length - 1;
    const prefixOf = (other: Slot): number => this.#usable(other, tokens, most);
    const donor = this.#slots.reduce((best, other) => (prefixOf(other) > prefixOf(best) ? other : best), slot);
    if (prefixOf(donor) >= prefixOf(slot) + this.#worthACopy) this.#copy(donor, slot);
    this.#cut(slot, prefixOf(slot));
    return slot.tokens.length;
  }

  /** Whether an answer that has begun before is about to have evaluated a long prefix of `tokens`, so that it is better to wait for it. */
  isComing(tokens: readonly number[], earlier: readonly { slot: Slot; prompt: readonly number[] }[]): boolean {
    if (!this.#canCut) return false;
    const most = tokens.length - 1;
    const there = Math.max(0, ...this.#slots.map((slot) => Math.min(most, commonLength(slot.tokens, tokens))));
    return earlier.some(({ slot, prompt }) => {
      const shared = Math.min(most, commonLength(prompt, tokens));
      return shared >= there + this.#worthACopy && slot.tokens.length < shared;
    });
  }

  /** After a failed computation nothing is known of it. */
  forget(slot: Slot): void {
    this.context.clear(slot.sequence);
    slot.tokens = [];
  }

  #best(tokens: readonly number[]): Slot | undefined {
    const ranked = this.#slots.map((slot) => ({ slot, length: this.#usable(slot, tokens, tokens.length - 1) }));
    const longest = Math.max(...ranked.map(({ length }) => length));
    const candidates = longest >= this.#worthACopy ? ranked.filter(({ length }) => length === longest) : ranked;
    return candidates.toSorted((a, b) => a.slot.usedAt - b.slot.usedAt)[0]?.slot;
  }

  /** How much of the prompt a slot's state can stand for. */
  #usable({ tokens: held }: Slot, tokens: readonly number[], most: number): number {
    const length = Math.min(most, commonLength(held, tokens));
    return this.#canCut || length === held.length ? length : 0;
  }

  #keepElsewhere(slot: Slot, tokens: readonly number[]): void {
    const lost = slot.tokens.length - commonLength(slot.tokens, tokens);
    const isElsewhere = this.#slots.some((other) => other !== slot && commonLength(other.tokens, slot.tokens) === slot.tokens.length);
    const free = this.#slots.filter((other) => other !== slot && !other.busy).toSorted((a, b) => a.usedAt - b.usedAt);
    if (lost >= this.#worthACopy && !isElsewhere && free[0] !== undefined) {
      this.#copy(slot, free[0]);
      free[0].usedAt = slot.usedAt;
    }
  }

  #copy(from: Slot, to: Slot): void {
    this.context.copy(from.sequence, to.sequence);
    to.tokens = [...from.tokens];
  }

  /** Recurrent states cannot go back: these models start anew unless the whole state is a prefix. */
  #cut(slot: Slot, length: number): void {
    if (slot.tokens.length === length) return;
    if (this.context.cut(slot.sequence, length)) slot.tokens.length = length;
    else this.forget(slot);
  }
}

function commonLength(a: readonly number[], b: readonly number[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}
