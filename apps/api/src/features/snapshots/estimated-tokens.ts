import type { Candidate } from './candidates.js';

/** Tokens that prompt and target take: what the model counted for its prompt, and for the target as many for each letter as its own answer took. Rounded up. */
export const estimatedTokens = ({ promptTokens, completionTokens, systemPrompt, turns, question, answer }: Candidate, target: string): number => {
  const letters = (systemPrompt?.length ?? 0) + question.length + turns.reduce((sum, turn) => sum + turn.question.length + turn.answer.length, 0);
  // A letter of Japanese is a token at most, but for rare ones.
  const perLetter = completionTokens && answer.length >= 20 ? completionTokens / answer.length : 1;
  return Math.ceil((promptTokens ?? letters) + target.length * perLetter);
};
