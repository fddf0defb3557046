import { LlamaChat, type EvaluationPriority, type LlamaContextSequence, type Token } from 'node-llama-cpp';
import { BatchOrder } from './batch-order.js';
import type { LoadedModel } from './load-model.js';

/** Copying another slot's state pays from here on; below, evaluating is as quick. */
const COPY_FROM_TOKENS = 64;

/** Not public, but used by the library itself to share a prefix: 0.6 ms instead of evaluating it again. */
interface CopyingSequence {
  _copyStateFromOtherSequence?(other: LlamaContextSequence, upToTokenIndex: number): Promise<boolean>;
}

export interface Slot {
  /** Carries the slot's place to the batch. */
  priority: EvaluationPriority;
  sequence: LlamaContextSequence;
  chat: LlamaChat;
  busy: boolean;
}

/** The permanent places of one context. They keep what they last evaluated, so that the next question need not start anew. */
export class Slots {
  readonly #slots: Slot[];

  constructor(
    private readonly loaded: LoadedModel,
    count: number,
  ) {
    this.#slots = Array.from({ length: count }, (_, index) => {
      const sequence = loaded.context.getSequence();
      const chat = new LlamaChat({ contextSequence: sequence, chatWrapper: loaded.chatWrapper });
      return { priority: BatchOrder.priorityOfSlot(index), sequence, chat, busy: false };
    });
  }

  /** The lowest free one: active ids stay consecutive, which llama.cpp's batches need (see BatchOrder). */
  take(): Slot | undefined {
    const slot = this.#slots.find((candidate) => !candidate.busy);
    if (slot !== undefined) slot.busy = true;
    return slot;
  }

  /** Brings the slot to a state that is a prefix of `tokens`, as long a one as any slot has. Returns its length. */
  async reusePrefix(slot: Slot, tokens: Token[]): Promise<number> {
    const { sequence } = slot;
    // The last token is always evaluated: the first answer token is sampled from its result.
    const most = tokens.length - 1;
    const prefixOf = (other: Slot): number => Math.min(most, commonLength(other.sequence.contextTokens, tokens));
    let reused = prefixOf(slot);
    const donor = this.#slots.reduce((best, other) => (prefixOf(other) > prefixOf(best) ? other : best), slot);
    if (prefixOf(donor) >= reused + COPY_FROM_TOKENS && (await this.#copy(donor, slot, prefixOf(donor)))) reused = sequence.nextTokenIndex;
    if (sequence.nextTokenIndex > reused)
      await this.loaded.batches.lending(() => sequence.eraseContextTokenRanges([{ start: reused, end: sequence.nextTokenIndex }]));
    return sequence.nextTokenIndex;
  }

  async #copy(from: Slot, to: Slot, length: number): Promise<boolean> {
    const target: LlamaContextSequence & CopyingSequence = to.sequence;
    // Recurrent and sliding-window states cannot be cut at a token.
    if (target._copyStateFromOtherSequence === undefined || target.needsCheckpoints) return false;
    const copied = await this.loaded.batches.lending(async () => target._copyStateFromOtherSequence?.(from.sequence, length));
    if (copied !== true) await this.loaded.batches.lending(() => target.clearHistory());
    return copied === true;
  }
}

function commonLength(a: readonly Token[], b: readonly Token[]): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return i;
  return shorter;
}
