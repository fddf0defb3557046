import { LlmError } from '../../engine.js';
import type { AnswerOrder, EndedMessage } from '../protocol.js';
import { AnswerText } from './answer-text.js';
import type { Prompt } from './chat-format.js';
import type { Context } from './context.js';
import type { Outbox } from './outbox.js';
import { Sampler } from './sampler.js';
import type { Slot } from './slots.js';

/** One answer on its slot: first its prompt, in pieces as large as there is room for, then token after token. */
export class AnswerRun {
  /** Null until it has begun; `cached` tokens of the prompt were there already. */
  cached: number | null = null;
  stopped = false;
  readonly #startedAt = performance.now();
  readonly #sampler: Sampler;
  readonly #text: AnswerText;
  readonly #most: number;
  /** The last token that was chosen; its own result is not computed yet. */
  #latest: number | null = null;
  #completionTokens = 0;
  #firstTokenAt: number | null = null;
  /** Place in the computation of the token whose successor is wanted. */
  #place: number | null = null;

  /** @throws {LlmError} context_length_exceeded */
  constructor(
    readonly order: AnswerOrder,
    readonly slot: Slot,
    private readonly prompted: Prompt,
    private readonly context: Context,
    outbox: Outbox,
  ) {
    const room = context.size - prompted.tokens.length;
    if (room < 1) throw tooLong(prompted.tokens.length, context.size);
    this.#most = Math.min(order.sampling.maxTokens, room);
    this.#text = new AnswerText(prompted, (channel, text) => outbox.add(order.id, channel, text));
    this.#sampler = new Sampler(context, order.sampling);
  }

  get prompt(): readonly number[] {
    return this.prompted.tokens;
  }

  get isGenerating(): boolean {
    return this.#latest !== null;
  }

  /** Prompt tokens that are still to be evaluated. */
  get promptLeft(): number {
    return this.isGenerating ? 0 : this.prompt.length - this.slot.tokens.length;
  }

  /** Its next token into the computation. */
  addStep(): void {
    if (this.#latest !== null) this.#place = this.#add(this.#latest, true);
  }

  /** The next `count` tokens of its prompt. */
  addPrompt(count: number): void {
    for (let i = 0; i < count; i++) {
      const at = this.slot.tokens.length;
      const isLast = at === this.prompt.length - 1;
      const place = this.#add(this.prompt[at] ?? 0, isLast);
      if (isLast) this.#place = place;
    }
  }

  /** After the computation: chooses the next token, if this was its turn. Returns why the answer has ended, or null. */
  advance(): EndedMessage['finish'] | null {
    if (this.#place === null) return null;
    const token = this.#sampler.next(this.#place);
    this.#place = null;
    this.#latest = token;
    this.#firstTokenAt ??= performance.now();
    const piece = this.context.model.vocabulary.piece(token);
    if (piece.endOfGeneration) return 'stop';
    this.#completionTokens++;
    if (this.#text.add(piece)) return 'stop';
    return this.#completionTokens >= this.#most ? 'length' : null;
  }

  /** Its last message; what was held back of its text goes out before. */
  end(finish: EndedMessage['finish']): EndedMessage {
    this.#text.end();
    return {
      kind: 'ended',
      id: this.order.id,
      finish,
      usage: { promptTokens: this.prompt.length, cachedTokens: this.cached ?? 0, completionTokens: this.#completionTokens },
      timeToFirstTokenMs: this.#firstTokenAt === null ? null : this.#firstTokenAt - this.#startedAt,
      durationMs: performance.now() - this.#startedAt,
    };
  }

  free(): void {
    this.#sampler.free();
    this.slot.busy = false;
  }

  #add(token: number, wantsNext: boolean): number {
    const place = this.context.add(token, this.slot.tokens.length, this.slot.sequence, wantsNext);
    this.slot.tokens.push(token);
    return place;
  }
}

function tooLong(promptTokens: number, contextSize: number): LlmError {
  const message = `The question with all before it is ${promptTokens} tokens long; with room for an answer, this model takes at most ${contextSize - 1}.`;
  return new LlmError('context_length_exceeded', message, { promptTokens, contextSize });
}
