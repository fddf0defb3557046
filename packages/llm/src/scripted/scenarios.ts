import { LlmError } from '../engine.js';

/** What a scripted answer does, in this order. Each piece of text counts as one token. */
export interface Scenario {
  /** Fails before anything is generated. */
  refuse?: () => LlmError;
  /** Places in the queue that are told first. */
  positions?: number[];
  /** Tells that the model is loading. */
  loads?: boolean;
  thought?: string[];
  text: (question: string) => string[];
  /** After this many pieces of text, waits for `release()`. */
  gateAfter?: number;
  /** Before each piece of text. */
  pauseMs?: number;
  /** What comes after the text: the end of the answer (`stop`, null), an error, or the text over and over until it is stopped, whatever `maxTokens` says. */
  ending?: 'stop' | 'repeat' | (() => LlmError | null);
}

const echo = (question: string): string[] => ['「', question, '」への', '回答です。'];

/** `「question」への回答です。` in four pieces. */
export const echoScenario: Scenario = { text: echo };

export const standardScenarios: Record<string, Scenario> = {
  echo: echoScenario,
  /** The first piece, then nothing until `release()`. */
  slow: { text: echo, gateAfter: 1 },
  /** The first and the second piece, then the process dies. */
  'fail-midway': { text: (question) => echo(question).slice(0, 2), ending: () => new LlmError('engine_crashed', 'The process that runs the model has died.') },
  'queue-full': { text: echo, refuse: () => new LlmError('queue_full', '100 questions are waiting already.', { retryAfterMs: 5000 }) },
  'too-long': {
    text: echo,
    refuse: () => new LlmError('context_length_exceeded', 'The question is 5000 tokens long; this model takes at most 4087.', { promptTokens: 5000, contextSize: 4096 }),
  },
  'missing-model': { text: echo, refuse: () => new LlmError('model_not_found', 'The model file "missing-model.gguf" is not there.') },
  'corrupt-model': { text: echo, refuse: () => new LlmError('model_corrupt', 'The model file "corrupt-model.gguf" cannot be loaded: it is not a GGUF file.') },
  /** 100 pieces of text a second, until it is stopped or its time is over. */
  'never-ends': { text: () => ['続', 'く'], pauseMs: 10, ending: 'repeat' },
  /** Third in the queue, second, first; then loading; then the echo. */
  queued: { text: echo, positions: [3, 2, 1], loads: true },
  thinking: { text: echo, thought: ['考え', '中'] },
  'server-down': { text: echo, refuse: () => new LlmError('server_unreachable', 'The model server http://127.0.0.1:8080/v1 cannot be reached.') },
  /** The model ends its answer at once. */
  empty: { text: () => [] },
};
