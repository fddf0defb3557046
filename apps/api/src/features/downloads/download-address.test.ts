import { describe, expect, test } from 'vitest';
import { parseAddress } from './download-address.js';

const huggingFace = { endpoint: 'https://huggingface.co' };

describe('what is refused', () => {
  test.each([
    ['http://example.com/m.gguf', /https/],
    ['file:///etc/passwd.gguf', /https/],
    ['https://user:pass@example.com/m.gguf', /password/],
    ['https://example.com/m.bin', /GGUF/],
    ['https://example.com/..%2F..%2Fm.gguf', /GGUF/],
    ['https://example.com/%E0%A4%A.gguf', /%/],
    ['https://example.com/.hidden.gguf', /GGUF/],
    ['hf:owner/repo', /no GGUF/],
    ['hf:owner/repo:Q4_K_M', /no GGUF/],
    ['hf:owner/repo/../../m.gguf', /GGUF/],
    ['hf:../repo/m.gguf', /no GGUF/],
    ['hf:owner/repo/a\\b.gguf', /GGUF/],
    ['hf:owner/repo/m.gguf@../../x', /no GGUF|revision/],
    ['hf:owner/repo/m-00002-of-00003.gguf', /first/],
    ['/etc/passwd', /https/],
  ])('%s', (given, why) => {
    expect(() => parseAddress(given, huggingFace)).toThrow(why);
  });
});

test.each([
  ['hf:o/r/m.gguf', 'o/r/m.gguf', 'https://huggingface.co/o/r/resolve/main/m.gguf'],
  ['hf:o/r/q4/m 1.gguf@refs/pr/3', 'o/r/q4/m 1.gguf', 'https://huggingface.co/o/r/resolve/refs%2Fpr%2F3/q4/m%201.gguf'],
  ['https://huggingface.co/o/r/blob/main/m.gguf', 'o/r/m.gguf', 'https://huggingface.co/o/r/resolve/main/m.gguf'],
  ['https://huggingface.co/o/r/resolve/v1/q4/m.gguf?download=true', 'o/r/q4/m.gguf', 'https://huggingface.co/o/r/resolve/v1/q4/m.gguf'],
  ['https://example.com/a/%E6%97%A5%E6%9C%AC.gguf?sig=1', '日本.gguf', 'https://example.com/a/%E6%97%A5%E6%9C%AC.gguf?sig=1'],
])('%s becomes %s', (given, file, url) => {
  expect(parseAddress(given, huggingFace).parts.map((part) => ({ file: part.file, url: part.url.href }))).toEqual([{ file, url }]);
});

test('a mirror gets what is asked of Hugging Face, below its own path', () => {
  const mirror = { endpoint: 'http://mirror.internal/repository/hf' };
  for (const given of ['hf:o/r/m.gguf', 'https://huggingface.co/o/r/blob/main/m.gguf'])
    expect(parseAddress(given, mirror).parts[0]!.url.href).toBe('http://mirror.internal/repository/hf/o/r/resolve/main/m.gguf');
  expect(() => parseAddress('http://other.internal/m.gguf', mirror)).toThrow(/https/);
});

test('what may be a secret is not shown', () => {
  expect(parseAddress('https://example.com/m.gguf?X-Amz-Signature=1#x', huggingFace).shown).toBe('https://example.com/m.gguf');
});
