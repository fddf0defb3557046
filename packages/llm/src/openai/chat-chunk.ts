import type { AnswerUsage } from '../engine.js';

/** One message of the stream; everything in it was written by another program and is checked here. */
export interface ChatChunk {
  /** What the server says went wrong, as it says it; undefined: nothing did. */
  error: unknown;
  answer: string;
  thought: string;
  finish: string | null;
  usage: AnswerUsage | null;
  model: string | null;
  build: string | null;
}

/** @throws {SyntaxError} when it is no JSON object. */
export function parseChunk(data: string): ChatChunk {
  const json: unknown = JSON.parse(data);
  if (!isObject(json)) throw new SyntaxError('Not an object');
  const choice: unknown = Array.isArray(json['choices']) ? json['choices'][0] : undefined;
  const { delta, finish_reason: finish } = isObject(choice) ? choice : {};
  const { content, reasoning_content: reasoningContent, reasoning } = isObject(delta) ? delta : {};
  return {
    error: json['error'] ?? (json['object'] === 'error' ? json : undefined),
    answer: textOf(content),
    // vLLM sends the same text under both names.
    thought: textOf(reasoningContent) || textOf(reasoning),
    finish: textOf(finish) || null,
    usage: usageOf(json),
    model: textOf(json['model']) || null,
    build: textOf(json['system_fingerprint']) || null,
  };
}

function usageOf({ usage, timings }: Record<string, unknown>): AnswerUsage | null {
  if (isObject(usage)) {
    const { prompt_tokens_details: details } = usage;
    const cachedTokens = isObject(details) ? countOf(details['cached_tokens']) : isObject(timings) ? countOf(timings['cache_n']) : 0;
    return { promptTokens: countOf(usage['prompt_tokens']), cachedTokens, completionTokens: countOf(usage['completion_tokens']) };
  }
  if (!isObject(timings)) return null;
  const cachedTokens = countOf(timings['cache_n']);
  return { promptTokens: cachedTokens + countOf(timings['prompt_n']), cachedTokens, completionTokens: countOf(timings['predicted_n']) };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function countOf(value: unknown): number {
  return Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : 0;
}
