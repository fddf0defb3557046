import type { AnswerRequest, ServerSource } from '../engine.js';
import type { OptionalField } from './refused.js';
import type { ServerKind } from './server-kind.js';

interface ForServer {
  kind: ServerKind | null;
  /** Fields this server refused. */
  omitted: ReadonlySet<OptionalField>;
  /** Most tokens, where the context leaves fewer than were asked for; null: as many as it leaves. */
  maxTokens?: number | null | undefined;
}

/** The body of `POST /chat/completions`. */
export function chatRequest({ source, messages, sampling }: AnswerRequest & { source: ServerSource }, { kind, omitted, maxTokens }: ForServer): string {
  const { temperature, topP, topK, minP, repeatPenalty, seed } = sampling;
  // Neutral values are sent too: left out, llama-server takes top_k 40 and min_p 0.05, vLLM what the model's own file proposes.
  // The penalty has two names: repetition_penalty for vLLM and mlx_lm.server, repeat_penalty for llama-server.
  const optional: Record<OptionalField, unknown> = { top_k: topK, min_p: minP, repetition_penalty: repeatPenalty, repeat_penalty: repeatPenalty, stream_options: { include_usage: true } };
  for (const field of omitted) delete optional[field];
  return JSON.stringify({
    model: source.model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    stream: true,
    temperature,
    top_p: topP,
    ...(maxTokens !== null && { max_tokens: maxTokens ?? sampling.maxTokens }),
    // Greedy needs none, and mlx_lm.server runs a request with a seed alone instead of together with others.
    ...(temperature > 0 && { seed }),
    ...optional,
    ...adapterField(source.adapter, kind),
  });
}

/** A number is llama-server's, in the order of its --lora option; everything else is a path for mlx_lm.server. */
function adapterField(adapter: string | undefined, kind: ServerKind | null): object {
  if (adapter !== undefined) return /^\d+$/.test(adapter) ? { lora: [{ id: Number(adapter), scale: 1 }] } : { adapters: adapter };
  // Without it, llama-server applies every adapter that it was started with; one at 0 puts the others at 0 too, an empty list does not.
  return kind === 'llama-server' ? { lora: [{ id: 0, scale: 0 }] } : {};
}
