import { LlmError } from '../engine.js';
import { isObject } from './chat-chunk.js';
import { Refused, type Remedy } from './refused.js';

interface ContextFigures {
  promptTokens?: number;
  contextSize?: number;
}

const ABOUT_CONTEXT = /exceed_context_size|context_length_exceeded|context (?:length|size|window)|maximum (?:model )?(?:context|length)|max_model_len|prompt (?:is )?too long|max_prompt_tokens/i;
const CONTEXT_SIZE = [/context (?:length|size|window)(?: is| of)?(?: only)? \(?(\d+)/i, /max_(?:prompt_tokens|model_len)\s*[=:]?\s*(\d+)/i, /maximum model length (?:is |of )?(\d+)/i];
const PROMPT_TOKENS = [/(\d+) (?:tokens )?in the (?:messages|prompt)/i, /(\d+) (?:input|prompt) tokens/i, /request \((\d+) tokens\)/i, /\bprompt_tokens\s*=\s*(\d+)/i, /resulted in (\d+) tokens/i, /prompt \(length (\d+)\)/i];
/** vLLM stops counting at the first token that is too many. */
const COUNTED_IN_PART = /at least \d+ (?:input|prompt) tokens/i;

/** A refusal that says that the context is too short. Null: it is about something else. */
export function contextRefusal(error: unknown, message: string, label: string): Refused | null {
  const { type = '', code = '' } = isObject(error) ? error : {};
  if (!ABOUT_CONTEXT.test(`${String(type)} ${String(code)} ${message}`)) return null;
  const figures = figuresOf(error, message);
  return new Refused(new LlmError('context_length_exceeded', `The question with its earlier turns is too long for the model at ${label}: ${message}`, figures), remedyFor(figures, message));
}

/** vLLM refuses when prompt and longest answer together are too long; then the answer may be as long as the context leaves. */
function remedyFor({ promptTokens, contextSize }: ContextFigures, message: string): Remedy | null {
  if (promptTokens === undefined || contextSize === undefined || promptTokens >= contextSize) return null;
  return { kind: 'shorten', maxTokens: COUNTED_IN_PART.test(message) ? null : contextSize - promptTokens };
}

function figuresOf(error: unknown, message: string): ContextFigures {
  const { n_prompt_tokens: promptTokens, n_ctx: contextSize } = isObject(error) ? error : {};
  return { ...figure('promptTokens', promptTokens ?? firstMatch(PROMPT_TOKENS, message)), ...figure('contextSize', contextSize ?? firstMatch(CONTEXT_SIZE, message)) };
}

function figure(name: keyof ContextFigures, value: unknown): ContextFigures {
  return Number.isSafeInteger(value) ? { [name]: Number(value) } : {};
}

function firstMatch(patterns: RegExp[], message: string): number | undefined {
  for (const pattern of patterns) {
    const [, digits] = pattern.exec(message) ?? [];
    if (digits !== undefined) return Number(digits);
  }
  return undefined;
}
