import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { f32, i32s, string, strings, u32, writeGguf } from '../../src/testing/gguf-writer.js';
import { writeRandomModel } from '../../src/testing/index.js';
import { halfBits, rows } from '../../src/testing/tensor-data.js';

const folder = mkdtempSync(join(tmpdir(), 'llamune-gguf-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a file is laid out as the specification says', () => {
  const file = join(folder, 'small.gguf');
  const metadata = { a: u32(7), b: string('é'), c: strings(['x', 'yz']), d: i32s([-1]), e: f32(0.5) };
  writeGguf(file, metadata, [
    { name: 'first', shape: [3], type: 'f32', data: () => [Buffer.alloc(12, 1)] },
    { name: 'second', shape: [2, 2], type: 'f16', data: () => [Buffer.alloc(4, 2), Buffer.alloc(4, 3)] },
  ]);
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const u64 = (value: number): string => value.toString(16).padStart(2, '0').padEnd(16, '0');
  const header = [
    [hex('GGUF'), '03000000', u64(2), u64(5)],
    [u64(1), hex('a'), '04000000', '07000000'],
    [u64(1), hex('b'), '08000000', u64(2), hex('é')],
    [u64(1), hex('c'), '09000000', '08000000', u64(2), u64(1), hex('x'), u64(2), hex('yz')],
    [u64(1), hex('d'), '09000000', '05000000', u64(1), 'ffffffff'],
    [u64(1), hex('e'), '06000000', '0000003f'],
    [u64(5), hex('first'), '01000000', u64(3), '00000000', u64(0)],
    [u64(6), hex('second'), '02000000', u64(2), u64(2), '01000000', u64(32)],
  ].flat().join('');
  const padding = '00'.repeat((32 - ((header.length / 2) % 32)) % 32);
  const data = '01'.repeat(12) + '00'.repeat(20) + '02'.repeat(4) + '03'.repeat(4) + '00'.repeat(24);
  expect(readFileSync(file).toString('hex')).toBe(header + padding + data);
});

test('a tensor with too little data is refused', () => {
  const tensor = { name: 'short', shape: [3] as const, type: 'f32' as const, data: () => [Buffer.alloc(8)] };
  expect(() => writeGguf(join(folder, 'short.gguf'), {}, [tensor])).toThrow('tensor short has 8 bytes instead of 12');
});

test.each([[0, 0], [1, 0x3c00], [-2, 0xc000], [65504, 0x7bff], [1e6, 0x7c00], [6.103515625e-5, 0x0400], [5.9604644775390625e-8, 0x0001], [1e-9, 0]])('%s in half precision', (value, bits) => {
  expect(halfBits(value)).toBe(bits);
});

test('a q8_0 block is a scale and 32 bytes in proportion to the largest', () => {
  const [block] = rows('q8_0', 32, 1, (row) => row.set([127, -127, 63.5, 1]));
  const bytes = Buffer.from(block ?? []);
  expect(bytes.length).toBe(34);
  expect(bytes.readUInt16LE(0)).toBe(halfBits(1));
  expect([2, 3, 4, 5, 6].map((at) => bytes.readInt8(at))).toEqual([127, -127, 64, 1, 0]);
});

test('the same seed writes the same model, another seed another', () => {
  const written = [1, 1, 2].map((seed, index) => {
    const file = join(folder, `random-${index}.gguf`);
    writeRandomModel(file, { seed });
    return readFileSync(file);
  });
  expect(written[1]?.equals(written[0] ?? Buffer.alloc(0))).toBe(true);
  expect(written[2]?.equals(written[0] ?? Buffer.alloc(0))).toBe(false);
  expect(written[2]?.length).toBe(written[0]?.length);
});
