import { describe, expect, it } from 'vitest';
import { aModel } from '../../../test/admin-builders';
import { ancestorsOf } from './lineage';
import { nameOfFile } from './name-of-file';

describe('what a model was made of', () => {
  const first = aModel({ id: 1 });
  const second = aModel({ id: 2, parent_id: 1 });
  const third = aModel({ id: 3, parent_id: 2 });
  it('is told from the oldest on', () => {
    expect(ancestorsOf(third, [third, first, second])).toEqual([first, second]);
  });
  it('ends where a parent is not there any more', () => {
    expect(ancestorsOf(third, [third, second])).toEqual([second]);
  });
  it('ends when it goes in a circle', () => {
    const loop = { ...first, parent_id: 3 };
    expect(ancestorsOf(third, [loop, second, third])).toEqual([loop, second]);
  });
});

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
