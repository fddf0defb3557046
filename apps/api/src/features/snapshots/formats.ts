import type { exportFormatsOfSnapshot } from '@llamune/contracts';
import type { Example } from './example-lines.js';

export type SnapshotFormat = (typeof exportFormatsOfSnapshot)[number];
type Message = { role: 'system' | 'user' | 'assistant'; content: string };
interface Format {
  /** What stands before, between and after the records. */
  frame: { start: string; between: string; end: string };
  /** One example is none, one or two records. */
  records: (example: Example) => object[];
}

const lines = { start: '', between: '\n', end: '\n' };
const array = { start: '[\n', between: ',\n', end: '\n]\n' };

/** What the model is asked: system prompt, earlier turns, question. */
const prompt = ({ systemPrompt, turns, question }: Example): Message[] => [
  ...(systemPrompt ? [{ role: 'system' as const, content: systemPrompt }] : []),
  ...turns.flatMap((turn): Message[] => [
    { role: 'user', content: turn.question },
    { role: 'assistant', content: turn.answer },
  ]),
  { role: 'user', content: question },
];
const said = (content: string): Message[] => [{ role: 'assistant', content }];

/** How each kind of trainer wants its examples. */
export const formats: Record<SnapshotFormat, Format> = {
  // mlx_lm.lora (LORA.md, "chat") and OpenAI's fine-tuning API.
  chat: { frame: lines, records: (example) => (example.target === null ? [] : [{ messages: [...prompt(example), ...said(example.target)] }]) },
  // TRL, "Dataset formats": preference, conversational, with explicit prompt.
  dpo: { frame: lines, records: (example) => (example.target === null || example.rejected === null ? [] : [{ prompt: prompt(example), chosen: said(example.target), rejected: said(example.rejected) }]) },
  // TRL, "Dataset formats": unpaired preference, conversational.
  kto: {
    frame: lines,
    records: (example) => [
      ...(example.target === null ? [] : [{ prompt: prompt(example), completion: said(example.target), label: true }]),
      ...(example.rejected === null ? [] : [{ prompt: prompt(example), completion: said(example.rejected), label: false }]),
    ],
  },
  // Stanford Alpaca, with LLaMA-Factory's `system` and `history`.
  alpaca: {
    frame: array,
    records: ({ systemPrompt, turns, question, target }) =>
      target === null ? [] : [{ instruction: question, input: '', output: target, ...(systemPrompt && { system: systemPrompt }), ...(turns.length > 0 && { history: turns.map((turn) => [turn.question, turn.answer]) }) }],
  },
  // ShareGPT, as LLaMA-Factory and Axolotl read it.
  sharegpt: {
    frame: array,
    records: (example) =>
      example.target === null ? [] : [{ conversations: [...prompt(example), ...said(example.target)].map(({ role, content }) => ({ from: speakers[role], value: content })) }],
  },
};

const speakers = { system: 'system', user: 'human', assistant: 'gpt' } as const;
