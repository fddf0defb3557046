import { describe, expect, it } from 'vitest';
import { nameOfFile } from './name-of-file';

describe('the name that a file suggests', () => {
  it.each([
    ['bartowski/Qwen2.5-14B-Instruct-Q4_K_M.gguf', 'qwen2.5-14b-instruct'],
    ['big-IQ3_XS-00001-of-00003.gguf', 'big'],
    ['llamune-demo-v1.q8_0.gguf', 'llamune-demo-v1'],
    ['model.BF16.GGUF', 'model'],
    ['q4.gguf', 'q4'],
    ['', ''],
  ])('of %s is %s', (file, name) => {
    expect(nameOfFile(file)).toBe(name);
  });
});
