import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { string, u32 } from './gguf-writer.js';
import { randomNumbers } from './tensor-data.js';
import { writeRandomModel } from './random-model.js';

/** Where version and number of metadata entries are in a GGUF file. */
const VERSION_AT = 4;
const METADATA_COUNT_AT = 16;

/**
 * Every kind of damaged model file that was met, with a part of the reason that a user must be told.
 * Written into `folder`, as `<name>.gguf`.
 */
const damagedModels: Record<string, { reason: RegExp; write: (file: string) => void }> = {
  empty: { reason: /not a GGUF file/, write: (file) => writeFileSync(file, '') },
  garbage: { reason: /not a GGUF file/, write: (file) => writeFileSync(file, Buffer.alloc(100_000, 7)) },
  'web-page': { reason: /web page/, write: (file) => writeFileSync(file, '<html>Not found</html>') },
  'git-lfs-pointer': { reason: /Git LFS/, write: (file) => writeFileSync(file, 'version https://git-lfs.github.com/spec/v1\noid sha256:aaaa\nsize 123\n') },
  'cut-in-header': { reason: /header|truncated|end|failed to load/i, write: (file) => changeRandomModel(file, (model) => model.subarray(0, 5000)) },
  'cut-in-weights': { reason: /not within the file bounds|truncated/, write: (file) => changeRandomModel(file, (model) => model.subarray(0, model.length - 500_000)) },
  'unknown-version': { reason: /version 99/, write: (file) => changeRandomModel(file, (model) => void model.writeUInt32LE(99, VERSION_AT)) },
  'absurd-count': { reason: /header is damaged/, write: (file) => changeRandomModel(file, (model) => void model.writeBigUInt64LE(9_999_999_999n, METADATA_COUNT_AT)) },
  'unknown-architecture': { reason: /unknown model architecture: 'foobar'/, write: (file) => writeRandomModel(file, { metadata: { 'general.architecture': string('foobar') } }) },
  'unknown-tokenizer': { reason: /unknown pre-tokenizer type/, write: (file) => writeRandomModel(file, { metadata: { 'tokenizer.ggml.pre': string('nonsense') } }) },
  'missing-key': { reason: /layer_norm_rms_epsilon/, write: (file) => writeRandomModel(file, { metadata: { 'llama.attention.layer_norm_rms_epsilon': undefined } }) },
  'missing-head-count': { reason: /wrong shape/, write: (file) => writeRandomModel(file, { metadata: { 'llama.attention.head_count': undefined } }) },
  'missing-merges': { reason: /merges/, write: (file) => writeRandomModel(file, { metadata: { 'tokenizer.ggml.merges': undefined } }) },
};

/** More experts than llama.cpp has room for: it aborts the process that loads the file, by an assertion. */
export function writeModelThatAborts(file: string): void {
  writeRandomModel(file, { metadata: { 'llama.expert_count': u32(100_000) } });
}

function changeRandomModel(file: string, change: (model: Buffer) => Buffer | void): void {
  writeRandomModel(file);
  const model = readFileSync(file);
  writeFileSync(file, change(model) ?? model);
}

/** @returns The files' paths. */
export function writeDamagedModels(folder: string): { name: string; file: string; reason: RegExp }[] {
  return Object.entries(damagedModels).map(([name, { reason, write }]) => {
    const file = join(folder, `${name}.gguf`);
    write(file);
    return { name, file, reason };
  });
}

/**
 * Copies of a model file, each damaged in a way of its own: bits turned, pieces zeroed, cut off, moved, or overwritten with numbers
 * that are too large. Most of the damage is in the header, where it does most.
 * @yields Paths; each copy is there until the next one is asked for.
 */
export function* damagedCopies(file: string, folder: string, { count, seed = 1 }: { count: number; seed?: number }): Generator<string> {
  const original = readFileSync(file);
  const random = randomNumbers(seed);
  const upTo = (most: number): number => Math.floor(((random() + 1) / 2) * most);
  for (let i = 0; i < count; i++) {
    const copy = Buffer.from(original);
    // The header of the file is its first part: names, numbers, vocabulary, where the weights are.
    const at = upTo(upTo(2) === 0 ? Math.min(copy.length, 4096) : Math.min(copy.length, 100_000));
    const damages = [
      () => void (copy[at] = (copy[at] ?? 0) ^ (1 << upTo(8))),
      () => void copy.fill(0, at, at + 1 + upTo(64)),
      () => void copy.fill(255, at, at + 8),
      () => void copy.copy(copy, at, upTo(copy.length - 64), copy.length),
      () => copy.subarray(0, upTo(copy.length)),
    ];
    const damaged = damages[i % damages.length]?.() ?? copy;
    const path = join(folder, `damaged-${i}.gguf`);
    writeFileSync(path, damaged);
    yield path;
    rmSync(path);
  }
}
