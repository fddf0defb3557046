import { afterEach, expect, test, vi } from 'vitest';
import { readEnv, type EnvError } from './env.js';

afterEach(() => vi.unstubAllEnvs());

test('by itself there is no model server, and Hugging Face is Hugging Face', () => {
  for (const name of ['LLM_SERVER_URL', 'LLM_SERVER_KEY', 'HF_ENDPOINT', 'HF_TOKEN', 'LLM_MEMORY_MB']) vi.stubEnv(name, '');
  expect(readEnv()).toMatchObject({
    modelServers: { defaultUrl: undefined, keys: new Map() },
    huggingFace: { endpoint: 'https://huggingface.co', token: undefined },
    llm: { memoryBudgetBytes: undefined, maxLoadedModels: 8 },
  });
});

test('keys of model servers are those whose names say so', () => {
  vi.stubEnv('LLM_SERVER_URL', 'http://127.0.0.1:8080/v1');
  vi.stubEnv('LLM_SERVER_KEY', 'default-key');
  vi.stubEnv('LLM_KEY_VLLM', 'vllm-key');
  vi.stubEnv('LLM_KEY_lower', 'no');
  vi.stubEnv('LLM_KEY_EMPTY', '');
  vi.stubEnv('LLM_MEMORY_MB', '2048');
  vi.stubEnv('HF_ENDPOINT', 'http://mirror.internal/hf/');
  expect(readEnv()).toMatchObject({
    modelServers: { defaultUrl: 'http://127.0.0.1:8080/v1', keys: new Map([['LLM_KEY_VLLM', 'vllm-key'], ['LLM_SERVER_KEY', 'default-key']]) },
    huggingFace: { endpoint: 'http://mirror.internal/hf' },
    llm: { memoryBudgetBytes: 2 ** 31 },
  });
});

test('every mistake is told at once, by its name and without its value', () => {
  const wrong = { LLM_SERVER_URL: 'http://user:hidden@host/v1', LLM_SERVER_KEY: 'hid\nden', LLM_KEY_A: 'hidden キー', HF_TOKEN: 'hid den', HF_ENDPOINT: 'ftp://hidden', LLM_MEMORY_MB: '63' };
  for (const [name, value] of Object.entries(wrong)) vi.stubEnv(name, value);
  let problems: string[] = [];
  try {
    readEnv();
  } catch (error) {
    problems = (error as EnvError).problems;
  }
  expect(problems.map((problem) => problem.split(':')[0]!).toSorted()).toEqual(Object.keys(wrong).toSorted());
  expect(problems.join()).not.toMatch(/hid/);
});
