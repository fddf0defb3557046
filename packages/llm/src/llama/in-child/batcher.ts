import { basename } from 'node:path';
import { LlmError, type EngineCounters } from '../../engine.js';
import type { AnswerOrder, ContextOrder, EndedMessage, WireError } from '../protocol.js';
import { AnswerRun } from './answer-run.js';
import { BATCH_SIZE, Context } from './context.js';
import type { Model } from './model.js';
import type { Outbox } from './outbox.js';
import { PrefillBudget } from './prefill-budget.js';
import { Slots } from './slots.js';

/**
 * Continuous batching: every computation takes each running answer one token further, and has room for a piece of the prompts
 * that came meanwhile. Answers come and go between two computations.
 *
 * llama.cpp computes only runs of increasing, consecutive sequence numbers together; any other order takes up to twice as long
 * with eight answers. So answers take the lowest free slot and go into the batch in the order of their slots.
 */
export class Batcher {
  readonly #context: Context;
  readonly #slots: Slots;
  readonly #budget = new PrefillBudget();
  /** In the order of their slots. */
  #runs: AnswerRun[] = [];

  constructor(
    private readonly model: Model,
    { slots, contextSize, adapter }: Pick<ContextOrder, 'slots' | 'contextSize' | 'adapter'>,
    private readonly outbox: Outbox,
    private readonly counters: EngineCounters,
  ) {
    this.#context = new Context(model, { sequences: slots, contextSize, adapter });
    const { library, pointer } = model;
    const canCut = !library.llama_model_is_recurrent(pointer) && !library.llama_model_is_hybrid(pointer);
    this.#slots = new Slots(this.#context, { count: slots, canCut });
  }

  get contextSize(): number {
    return this.#context.size;
  }

  get hasWork(): boolean {
    return this.#runs.length > 0;
  }

  add(order: AnswerOrder): void {
    try {
      const prompt = this.model.format.prompt(order.messages);
      if (prompt.tokens.length === 0) throw new Error('the conversation is empty to this model');
      const slot = this.#slots.take(prompt.tokens);
      if (slot === undefined) throw new Error('more questions than slots');
      try {
        this.#runs.push(new AnswerRun(order, slot, prompt, this.#context, this.outbox));
      } catch (error) {
        slot.busy = false;
        throw error;
      }
      this.#runs.sort((a, b) => a.slot.sequence - b.slot.sequence);
    } catch (error) {
      this.outbox.end(order.id, { kind: 'refused', id: order.id, error: this.#explain(error) });
    }
  }

  /** Ends an answer before its next token; what was generated stays. */
  stop(id: number): void {
    for (const run of this.#runs) if (run.order.id === id) run.stopped = true;
  }

  /** One computation, and what follows from it. */
  step(): void {
    for (const run of this.#runs.filter(({ stopped }) => stopped)) this.#end(run, 'stopped');
    const startedAt = performance.now();
    let steps = 0;
    let tokens = 0;
    let shares = 0;
    try {
      this.#begin();
      steps = this.#runs.filter(({ isGenerating }) => isGenerating).length;
      shares = this.#fill(steps);
      tokens = this.#context.batched;
      if (tokens === 0) return;
      this.#context.compute();
      const finished = this.#runs.map((run) => ({ run, finish: run.advance() }));
      for (const { run, finish } of finished) if (finish !== null) this.#end(run, finish);
    } catch (error) {
      this.#fail(error);
    }
    const ms = performance.now() - startedAt;
    this.#budget.took(ms, steps, tokens - steps);
    this.counters.decodes++;
    this.counters.decodedSequences += steps + shares;
    this.counters.decodeSeconds += ms / 1000;
  }

  /** Answers that still run are given up: whoever frees it has told their askers. */
  free(): void {
    for (const run of this.#runs) this.#end(run, 'stopped');
    this.#context.free();
  }

  /** Gives each newcomer what is known of its prompt already. */
  #begin(): void {
    const waiting = this.#runs.filter(({ cached }) => cached === null).toSorted((a, b) => a.order.id - b.order.id);
    for (const run of waiting) {
      const earlier = this.#runs.filter((other) => other.cached !== null);
      if (this.#slots.isComing(run.prompt, earlier)) continue;
      run.cached = this.#slots.reusePrefix(run.slot, run.prompt);
      this.outbox.flush();
      this.outbox.send({ kind: 'started', id: run.order.id, promptTokens: run.prompt.length, cachedTokens: run.cached });
      this.counters.promptTokens += run.prompt.length;
      this.counters.cachedTokens += run.cached;
    }
  }

  /** Puts the next computation together. Returns how many prompts have a share in it. */
  #fill(steps: number): number {
    const shares = new Map<AnswerRun, number>();
    let left = this.#budget.tokens(steps, BATCH_SIZE - steps);
    const give = (run: AnswerRun, most: number): void => {
      const share = Math.min(run.promptLeft - (shares.get(run) ?? 0), most);
      if (share > 0) shares.set(run, (shares.get(run) ?? 0) + share);
      left -= Math.max(share, 0);
    };
    // The shortest first: a short question does not wait for a long one. But the oldest has half of it, or short ones could keep it for ever.
    const prompts = this.#runs.filter((run) => run.cached !== null && run.promptLeft > 0).toSorted((a, b) => a.promptLeft - b.promptLeft);
    const oldest = prompts.toSorted((a, b) => a.order.id - b.order.id)[0];
    if (oldest !== undefined) give(oldest, Math.ceil(left / 2));
    for (const run of prompts) give(run, left);
    for (const run of this.#runs) {
      if (run.isGenerating) run.addStep();
      else run.addPrompt(shares.get(run) ?? 0);
    }
    return shares.size;
  }

  #end(run: AnswerRun, finish: EndedMessage['finish']): void {
    this.#runs = this.#runs.filter((other) => other !== run);
    const last = run.end(finish);
    this.counters.completionTokens += last.usage.completionTokens;
    run.free();
    this.outbox.end(run.order.id, last);
  }

  /** A failed computation leaves nothing certain behind. */
  #fail(error: unknown): void {
    this.#context.discard();
    for (const run of this.#runs) {
      this.#slots.forget(run.slot);
      run.free();
      this.outbox.end(run.order.id, { kind: 'refused', id: run.order.id, error: this.#explain(error) });
    }
    this.#runs = [];
  }

  #explain(error: unknown): WireError {
    if (!(error instanceof LlmError)) {
      const said = error instanceof Error ? error.message : String(error);
      return { code: 'engine_error', message: `The model "${basename(this.model.file)}" could not answer: ${said}.` };
    }
    const { code, message, promptTokens, contextSize } = error;
    return { code, message, ...(promptTokens === undefined ? {} : { promptTokens }), ...(contextSize === undefined ? {} : { contextSize }) };
  }
}
