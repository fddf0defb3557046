import type { ChatHistoryItem, LlamaChatResponse, LlamaChatResponseChunk, Token } from 'node-llama-cpp';
import { LlmError, type Message, type Sampling } from '../../engine.js';
import type { AnswerOrder, EndedMessage, FromChild } from '../protocol.js';
import type { LoadedModel } from './load-model.js';
import type { Outbox } from './outbox.js';
import type { Slot, Slots } from './slots.js';

/**
 * Kept free at the end of the context, for the few tokens a template may add around thoughts. At its end the library
 * would drop the oldest messages without a word; so no answer may come there.
 */
const CONTEXT_RESERVE = 8;
const REPEAT_PENALTY_TOKENS = 64;

/** One answer on one slot: render, check the length, evaluate the prompt piece by piece, generate. */
export class AnswerRun {
  readonly #startedAt = performance.now();
  #firstTokenAt: number | null = null;
  #completionTokens = 0;
  #promptTokens = 0;
  #cachedTokens = 0;

  constructor(
    private readonly order: AnswerOrder,
    private readonly stop: AbortSignal,
    private readonly slot: Slot,
    private readonly slots: Slots,
    private readonly loaded: LoadedModel,
    private readonly outbox: Outbox,
    private readonly send: (message: FromChild) => void,
  ) {}

  /** @throws {LlmError} context_length_exceeded, or what the library throws. */
  async run(): Promise<EndedMessage> {
    const { chatWrapper, model, context } = this.loaded;
    const tokens = chatWrapper.generateContextState({ chatHistory: asHistory(this.order.messages) }).contextText.tokenize(model.tokenizer);
    const room = context.contextSize - CONTEXT_RESERVE - tokens.length;
    this.#promptTokens = tokens.length;
    if (room < 1) throw tooLong(tokens.length, context.contextSize);
    this.#cachedTokens = await this.slots.reusePrefix(this.slot, tokens);
    this.send({ kind: 'started', id: this.order.id, promptTokens: this.#promptTokens, cachedTokens: this.#cachedTokens });
    if (!(await this.#evaluatePrompt(tokens))) return this.#ended('stopped');
    return this.#ended(await this.#generate(Math.min(this.order.sampling.maxTokens, room)));
  }

  /** False when it was stopped. The library's own evaluation looks at no signal: 15 s for a long prompt. */
  async #evaluatePrompt(tokens: Token[]): Promise<boolean> {
    const { sequence } = this.slot;
    const end = tokens.length - 1;
    while (sequence.nextTokenIndex < end) {
      if (this.stop.aborted) return false;
      const at = sequence.nextTokenIndex;
      const piece = tokens.slice(at, Math.min(end, at + this.loaded.prefillPiece));
      await sequence.evaluateWithoutGeneratingNewTokens(piece, { evaluationPriority: this.slot.priority });
      this.send({ kind: 'progress' });
    }
    return !this.stop.aborted;
  }

  async #generate(maxTokens: number): Promise<EndedMessage['finish']> {
    const { batches } = this.loaded;
    const answer = (): Promise<LlamaChatResponse> =>
      this.slot.chat.generateResponse(asHistory(this.order.messages), {
        ...samplingOptions(this.order.sampling),
        maxTokens,
        evaluationPriority: this.slot.priority,
        signal: this.stop,
        stopOnAbortSignal: true,
        onResponseChunk: (chunk) => this.#take(chunk),
      });
    try {
      // Recurrent and sliding-window models take checkpoints while generating, under the context's lock.
      const response = await batches.generating(() => (this.slot.sequence.needsCheckpoints ? batches.lending(answer) : answer()));
      if (response.lastEvaluation.contextShiftMetadata != null) throw new Error('the library shortened the history');
      return finishOf(response.metadata.stopReason);
    } catch (error) {
      // Before the first answer token the library throws the signal's reason instead of giving what there is.
      if (this.stop.aborted) return 'stopped';
      throw error;
    }
  }

  #take(chunk: LlamaChatResponseChunk): void {
    if (chunk.tokens.length > 0) this.#firstTokenAt ??= performance.now();
    this.#completionTokens += chunk.tokens.length;
    if (chunk.text !== '') this.outbox.add(this.order.id, chunk.type === 'segment' ? 'thought' : 'answer', chunk.text);
  }

  #ended(finish: EndedMessage['finish']): EndedMessage {
    return {
      kind: 'ended',
      id: this.order.id,
      finish,
      usage: { promptTokens: this.#promptTokens, cachedTokens: this.#cachedTokens, completionTokens: this.#completionTokens },
      timeToFirstTokenMs: this.#firstTokenAt === null ? null : this.#firstTokenAt - this.#startedAt,
      durationMs: performance.now() - this.#startedAt,
    };
  }
}

/** With the empty answer that is to be completed. Made anew for each use: the library changes what it gets. */
function asHistory(messages: Message[]): ChatHistoryItem[] {
  const history = messages.map(
    ({ role, content }): ChatHistoryItem => (role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content }),
  );
  return [...history, { type: 'model', response: [] }];
}

/** Every value explicit: the library's defaults are a repeat penalty of 1.1 and the clock as the seed. */
function samplingOptions({ temperature, topP, topK, minP, repeatPenalty, seed }: Sampling) {
  const penalty = repeatPenalty === 1 ? (false as const) : { penalty: repeatPenalty, lastTokens: REPEAT_PENALTY_TOKENS };
  return { temperature, topP, topK, minP, seed, repeatPenalty: penalty };
}

function finishOf(stopReason: LlamaChatResponse['metadata']['stopReason']): EndedMessage['finish'] {
  if (stopReason === 'maxTokens') return 'length';
  return stopReason === 'abort' ? 'stopped' : 'stop';
}

function tooLong(promptTokens: number, contextSize: number): LlmError {
  const message = `The question with all before it is ${promptTokens} tokens long; with room for an answer, this model takes at most ${contextSize - CONTEXT_RESERVE - 1}.`;
  return new LlmError('context_length_exceeded', message, { promptTokens, contextSize });
}
