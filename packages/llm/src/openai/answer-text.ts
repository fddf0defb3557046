import { LlmError, type AnswerUsage } from '../engine.js';
import { parseChunk, type ChatChunk } from './chat-chunk.js';
import { errorWithin, type Asked } from './refusal.js';
import { saidText } from './said-text.js';
import { ThinkTags } from './think-tags.js';

const LONGEST_NAME = 200;

type Tell = (channel: 'answer' | 'thought', text: string) => void;

/** What the messages of one stream amount to so far. */
export class AnswerText {
  finish: 'stop' | 'length' | null = null;
  firstTokenAt: number | null = null;
  servedModel: string | null = null;
  build: string | null = null;
  #usage: AnswerUsage | null = null;
  #pieces = 0;
  #length = 0;
  readonly #tags = new ThinkTags();

  constructor(
    private readonly asked: Asked,
    private readonly longest: number,
    private readonly tell: Tell,
  ) {}

  /** As the server counts; before it does, every piece of text is taken for a token. */
  get usage(): AnswerUsage {
    const { promptTokens, cachedTokens, completionTokens } = this.#usage ?? { promptTokens: 0, cachedTokens: 0, completionTokens: 0 };
    return { promptTokens, cachedTokens, completionTokens: completionTokens || this.#pieces };
  }

  /** @returns Whether that was the last message. @throws {LlmError} server_failed or context_length_exceeded. */
  take(data: string): boolean {
    if (data.trim() === '[DONE]') {
      this.finish ??= 'stop';
      return true;
    }
    const chunk = this.#parse(data);
    // Several messages, with no empty line between them.
    if (chunk === null) return data.split('\n').some((line) => line !== '' && this.take(line));
    this.#add(chunk);
    return false;
  }

  /** Tells what was held back because it might have become a tag. */
  flush(): void {
    this.#tellAll(this.#tags.end());
  }

  /** Null: not one message, but perhaps one in each line. */
  #parse(data: string): ChatChunk | null {
    try {
      return parseChunk(data);
    } catch {
      if (data.includes('\n')) return null;
      throw this.#failed('sent what is not JSON in the middle of its answer.');
    }
  }

  #add({ error, answer, thought, finish, usage, model, build }: ChatChunk): void {
    if (error !== undefined) throw errorWithin(error, this.asked);
    if (model !== null) this.servedModel = saidText(model, this.asked.apiKey, LONGEST_NAME);
    if (build !== null) this.build = saidText(build, this.asked.apiKey, LONGEST_NAME);
    if (usage !== null) this.#usage = usage;
    if (thought + answer !== '') this.#count(thought.length + answer.length);
    if (thought !== '') this.#tellAll([...this.#tags.disable(), { channel: 'thought', text: thought }]);
    if (answer !== '') this.#tellAll(this.#tags.split(answer));
    if (finish !== null) this.#end(finish);
  }

  #count(length: number): void {
    this.firstTokenAt ??= performance.now();
    this.#pieces++;
    this.#length += length;
    if (this.#length > this.longest) throw this.#failed(`went on beyond ${this.longest} characters; the answer was cut there.`);
  }

  #tellAll(parts: { channel: 'answer' | 'thought'; text: string }[]): void {
    for (const { channel, text } of parts) this.tell(channel, text);
  }

  #end(said: string): void {
    // vLLM's words for its own failure and for a request that somebody else ended there.
    if (said === 'error' || said === 'abort') throw this.#failed(`broke off the answer ("${said}").`);
    this.finish = said === 'length' || said === 'max_tokens' ? 'length' : 'stop';
  }

  #failed(what: string): LlmError {
    return new LlmError('server_failed', `The model server at ${this.asked.label} ${what}`);
  }
}
