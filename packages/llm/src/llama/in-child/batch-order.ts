import type { BatchItem, CustomBatchingPrioritizationStrategy, EvaluationPriority, LlamaContext } from 'node-llama-cpp';

/** How often a batch may be put off for answers that are about to ask for their next token. Three are usual. */
const GATHER_ROUNDS = 48;

/** What of LlamaContext is used though it is not public. Checked at run time: without it, only `lending` is lost. */
interface ContextQueue {
  _queuedDecodes?: unknown[];
}

/**
 * What goes into the next llama_decode. The library's own strategies have three faults, each measured:
 * - They start a batch before the answer that was sampled last has asked again: 2 answers run one by one, 8 run as 7.
 *   So a batch waits until every generating answer is in it.
 * - They mix the order. llama.cpp computes together only runs of increasing, consecutive sequence ids; any other order splits
 *   the batch (half the speed at 8). So items are sorted by slot, and slots are taken from the lowest.
 * - A long prompt fills the batch, and the running answers stand still for seconds. So these go first, and prompts share a budget.
 */
export class BatchOrder {
  #generating = 0;
  #rounds = 0;
  #wantLock = 0;
  #lentLast = false;
  #context: (LlamaContext & ContextQueue) | undefined;

  /** @param prefillBudget Most prompt tokens of a batch while answers are running. */
  constructor(private readonly prefillBudget: number) {}

  attach(context: LlamaContext): void {
    this.#context = context;
  }

  /** The strategy sees no sequence, only this number: it carries the slot. */
  static priorityOfSlot(slot: number): EvaluationPriority {
    return (slot + 1) as EvaluationPriority;
  }

  /** `work` generates: batches wait for its tokens. */
  async generating<T>(work: () => Promise<T>): Promise<T> {
    this.#generating++;
    try {
      return await work();
    } finally {
      this.#generating--;
    }
  }

  /**
   * `work` needs the context's lock. The library holds it for as long as any two answers run, so changing another slot would
   * wait until they end: a question on a used slot then starts only after everybody else's answer.
   */
  async lending<T>(work: () => Promise<T>): Promise<T> {
    this.#wantLock++;
    try {
      return await work();
    } finally {
      this.#wantLock--;
    }
  }

  readonly strategy: CustomBatchingPrioritizationStrategy = ({ items, size }) => {
    if (this.#lend()) return [];
    const bySlot = items.toSorted((a, b) => a.evaluationPriority - b.evaluationPriority);
    const steps = bySlot.filter(isStep).length;
    if (steps < this.#generating && this.#rounds++ < GATHER_ROUNDS) return [];
    this.#rounds = 0;
    const budget = steps === 0 ? size : Math.min(size - steps, this.prefillBudget);
    const shares = shareOut(bySlot.filter((item) => !isStep(item)), budget);
    return bySlot.map((item) => ({ item, processAmount: isStep(item) ? 1 : (shares.get(item) ?? 0) })).filter((part) => part.processAmount > 0);
  };

  /** Takes the queue away, so that the library's loop ends and gives its lock back, and returns it a turn later. */
  #lend(): boolean {
    const context = this.#context;
    const queue = context?._queuedDecodes;
    // Every second time at most: what waits for the lock may itself need a batch to come to its end.
    this.#lentLast = this.#wantLock > 0 && !this.#lentLast;
    if (!this.#lentLast || context === undefined || !Array.isArray(queue)) return false;
    const held = queue.splice(0);
    setImmediate(() => {
      queue.unshift(...held);
      context.dispatchPendingBatch();
    });
    return true;
  }
}

/** One token whose successor is wanted; everything else is a piece of a prompt. */
function isStep(item: BatchItem): boolean {
  return item.tokens.length === 1 && item.logits[0] === true;
}

/** Shortest first: a short question does not wait for a long one. */
function shareOut(prompts: BatchItem[], budget: number): Map<BatchItem, number> {
  const shares = new Map<BatchItem, number>();
  let left = budget;
  for (const prompt of prompts.toSorted((a, b) => a.tokens.length - b.tokens.length)) {
    const share = Math.min(prompt.tokens.length, left);
    shares.set(prompt, share);
    left -= share;
  }
  return shares;
}
