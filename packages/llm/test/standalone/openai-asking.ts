import { LlmError, type AnswerEvent, type AnswerOptions, type LlmEngine, type Sampling, type ServerSource } from '../../src/index.js';
import type { ModelServer } from '../../src/testing/index.js';

const sampling: Sampling = { temperature: 0.5, topP: 0.9, topK: 20, minP: 0.1, repeatPenalty: 1.1, seed: 42, maxTokens: 100 };

export interface Asking extends Partial<AnswerOptions> {
  source?: Partial<ServerSource>;
  sampling?: Partial<Sampling>;
  question?: string;
}

export function ask(engine: LlmEngine, { baseUrl }: Pick<ModelServer, 'baseUrl'>, { source, sampling: changed, question = '売掛金とは？', ...options }: Asking = {}): AsyncGenerator<AnswerEvent> {
  const request = { source: { baseUrl, model: 'test-model', ...source }, messages: [{ role: 'user' as const, content: question }], sampling: { ...sampling, ...changed } };
  return engine.answer(request, { user: 'someone', deadlineMs: 20_000, ...options }) as AsyncGenerator<AnswerEvent>;
}

export interface Told {
  events: AnswerEvent[];
  kinds: string[];
  answer: string;
  thought: string;
  done: Extract<AnswerEvent, { type: 'done' }> | undefined;
  error: LlmError | undefined;
}

/** Everything that was told, and the error that ended it, if one did. */
export async function allOf(answer: AsyncIterable<AnswerEvent>): Promise<Told> {
  const events: AnswerEvent[] = [];
  let error: LlmError | undefined;
  try {
    for await (const event of answer) events.push(event);
  } catch (thrown) {
    if (!(thrown instanceof LlmError)) throw thrown;
    error = thrown;
  }
  const textOf = (channel: string): string => events.map((event) => (event.type === 'delta' && event.channel === channel ? event.text : '')).join('');
  const last = events.at(-1);
  return { events, kinds: [...new Set(events.map(({ type }) => type))], answer: textOf('answer'), thought: textOf('thought'), done: last?.type === 'done' ? last : undefined, error };
}
