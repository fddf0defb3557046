import type { Turn } from '@llamune/contracts';
import type { Message } from '@llamune/llm';

/** What a model is given: the system prompt, the earlier turns, and what is asked now. */
export const messagesOf = (systemPrompt: string | null, turns: Turn[], question: string): Message[] => [
  ...(systemPrompt ? [{ role: 'system' as const, content: systemPrompt }] : []),
  ...turns.flatMap((turn) => [
    { role: 'user' as const, content: turn.question },
    { role: 'assistant' as const, content: turn.answer },
  ]),
  { role: 'user', content: question },
];
