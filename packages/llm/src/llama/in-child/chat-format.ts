import { basename } from 'node:path';
import { GeneralChatWrapper, LlamaText, resolveChatWrapper, SpecialToken, type ChatHistoryItem, type ChatWrapper, type GgufFileInfo, type Tokenizer } from 'node-llama-cpp';
import type { Message } from '../../engine.js';
import type { Channel } from '../protocol.js';
import type { Vocabulary } from './vocabulary.js';

/** A text that changes what comes after it. `null`: what follows belongs nowhere until another marker. */
export interface Marker {
  text: string;
  opens: Channel | 'end' | null;
}

export interface Prompt {
  tokens: number[];
  /** Where the first generated text belongs. */
  begins: Channel;
  /** Of two with the same text the first counts. */
  markers: Marker[];
}

type Segments = NonNullable<ChatWrapper['settings']['segments']>;
type ContextState = ReturnType<ChatWrapper['generateContextState']>;

/**
 * How a model wants a conversation written down, and how it marks what it thinks. node-llama-cpp finds that out from the template in
 * the file; it renders the template against every format that it knows, half a second of blocked event loop, so once a model.
 */
export class ChatFormat {
  readonly #wrapper: ChatWrapper;
  readonly #tokenizer: Tokenizer;

  constructor(vocabulary: Vocabulary, file: string, fileInfo: GgufFileInfo) {
    this.#tokenizer = vocabulary.tokenizer;
    const wrapper = resolveChatWrapper({ tokenizer: this.#tokenizer, fileInfo, filename: basename(file), bosString: vocabulary.bosText, warningLogs: false });
    this.#wrapper = wrapper ?? new GeneralChatWrapper();
  }

  get name(): string {
    return this.#wrapper.wrapperName;
  }

  prompt(messages: Message[]): Prompt {
    const state = this.#wrapper.generateContextState({ chatHistory: asHistory(messages) });
    const { segments = {} } = this.#wrapper.settings;
    const { thought } = segments;
    const opened = thought?.openOnResponseStart === true && isText(thought.prefix) ? LlamaText(thought.prefix).tokenize(this.#tokenizer, 'trimLeadingSpace') : [];
    const begins = opened.length > 0 || (thought !== undefined && !isText(thought.prefix)) ? 'thought' : 'answer';
    return { tokens: [...state.contextText.tokenize(this.#tokenizer), ...opened], begins, markers: [...stateMarkers(state), ...segmentMarkers(segments)] };
  }
}

/** With the empty answer that is to be completed. */
function asHistory(messages: Message[]): ChatHistoryItem[] {
  const history = messages.map(
    ({ role, content }): ChatHistoryItem => (role === 'assistant' ? { type: 'model', response: [content] } : { type: role, text: content }),
  );
  return [...history, { type: 'model', response: [] }];
}

function segmentMarkers({ thought, comment, closeAllSegments }: Segments): Marker[] {
  const markers: Marker[] = [];
  for (const segment of [thought, comment]) {
    // A comment of the model on what it does is no more an answer than a thought.
    if (segment !== undefined && isText(segment.prefix)) markers.push({ text: textOf(segment.prefix), opens: 'thought' });
    if (segment?.suffix !== undefined) markers.push({ text: textOf(segment.suffix), opens: 'answer' });
  }
  if (closeAllSegments !== undefined) markers.push({ text: textOf(closeAllSegments), opens: 'answer' });
  return markers.filter(({ text }) => text !== '');
}

/** Some formats name the channel of each part (`<|channel|>final<|message|>`) and end it (`<|end|>`); between parts is nothing to show. */
function stateMarkers({ stopGenerationTriggers, prefixTriggers, rerender }: ContextState): Marker[] {
  // Built-in tokens (EOS) end the generation by themselves.
  const stops = stopGenerationTriggers.filter(({ values }) => !values.some((value) => value instanceof SpecialToken));
  const markers: Marker[] = stops.map((trigger) => ({ text: textOf(trigger), opens: 'end' }));
  for (const trigger of rerender?.triggers ?? []) markers.push({ text: textOf(trigger), opens: null });
  for (const trigger of prefixTriggers ?? []) {
    if (trigger.type !== 'response') continue;
    for (const text of trigger.triggers) markers.push({ text: textOf(text) + (trigger.inject === undefined ? '' : textOf(trigger.inject)), opens: 'answer' });
  }
  return markers.filter(({ text }) => text !== '');
}

function isText(prefix: string | LlamaText | object): prefix is string | LlamaText {
  return typeof prefix === 'string' || LlamaText.isLlamaText(prefix);
}

/** Line breaks around a marker are the template's habit, not always the model's. */
function textOf(text: string | LlamaText): string {
  return LlamaText(text).toString().trim();
}
