import { f32, string, writeGguf, type Metadata } from './gguf-writer.js';
import { llamaMetadata, llamaTensors, type LlamaShape } from './llama-model.js';
import { randomNumbers, rows, type TensorType } from './tensor-data.js';
import { CHAT_TEMPLATE, Vocabulary } from './vocabulary.js';

const LETTERS = Array.from('abcdefghijklmnopqrstuvwxyz');
const LARGEST_WEIGHT = 0.1;
/** The first dimension is the same after every token, so that a row of the output matrix can forbid its token. */
const CONSTANT = 0.3;
const FORBIDDEN = -100;

export interface RandomModelOptions extends Partial<LlamaShape> {
  type?: TensorType;
  vocabularySize?: number;
  seed?: number;
  /** Changes the metadata before it is written; undefined leaves a key out. For damaged files. */
  metadata?: Record<string, Metadata[string] | undefined>;
}

/**
 * Writes a llama model with random weights: it writes lower case nonsense and never ends an answer by itself. Its speed is
 * that of any model of its size: the default (1.5 million weights, 2 MB) is very quick; width 512 with 8 layers has 25 million.
 */
export function writeRandomModel(file: string, options: RandomModelOptions = {}): void {
  const { type = 'q8_0', vocabularySize = 1024, seed = 1, metadata = {}, ...overrides } = options;
  const shape: LlamaShape = { name: 'random', layers: 2, width: 192, heads: 3, keyValueHeads: 3, feedForward: 512, contextSize: 4096, ...overrides };
  const vocabulary = new Vocabulary();
  const speakable = new Set(syllables(vocabulary, vocabularySize));
  vocabulary.padTo(vocabularySize);

  const fillOf = (name: string) => {
    const random = randomNumbers(seed * 1000 + checksum(name));
    return (row: Float32Array, index: number) => {
      const toResidual = name.endsWith('attn_output') || name.endsWith('ffn_down');
      if (toResidual && index === 0) return;
      if (name === 'output' && !speakable.has(index)) {
        row[0] = FORBIDDEN;
        return;
      }
      for (let i = 0; i < row.length; i++) row[i] = random() * LARGEST_WEIGHT;
      if (name === 'token_embd') row[0] = CONSTANT;
    };
  };
  const all = { ...llamaMetadata(shape, vocabulary), 'tokenizer.chat_template': string(CHAT_TEMPLATE), ...metadata };
  const kept = Object.fromEntries(Object.entries(all).filter((entry): entry is [string, Metadata[string]] => entry[1] !== undefined));
  writeGguf(file, kept, llamaTensors(shape, vocabularySize, type, fillOf));
}

/** Writes a LoRA adapter for the default random model: its answers become other nonsense. */
export function writeRandomAdapter(file: string, { width = 192, layers = 2, rank = 8, seed = 1 } = {}): void {
  const metadata: Metadata = {
    'general.architecture': string('llama'),
    'general.type': string('adapter'),
    'adapter.type': string('lora'),
    'adapter.lora.alpha': f32(2 * rank),
  };
  const random = randomNumbers(seed);
  const fill = (row: Float32Array): void => row.forEach((_, i) => (row[i] = random()));
  const tensors = Array.from({ length: layers }, (_, layer) => [
    { name: `blk.${layer}.attn_output.weight.lora_a`, shape: [width, rank] as const, type: 'f32' as const, data: () => rows('f32', width, rank, fill) },
    { name: `blk.${layer}.attn_output.weight.lora_b`, shape: [rank, width] as const, type: 'f32' as const, data: () => rows('f32', rank, width, fill) },
  ]);
  writeGguf(file, metadata, tensors.flat());
}

/** Adds " a", "aa" … " zz", " aaa" … as tokens until the vocabulary is full; returns their ids. */
function syllables(vocabulary: Vocabulary, size: number): number[] {
  const pairs = LETTERS.flatMap((a) => LETTERS.map((b) => a + b));
  const pieces = [...LETTERS.map((a) => ` ${a}`), ...pairs, ...pairs.map((pair) => ` ${pair}`), ...pairs.flatMap((pair) => LETTERS.map((c) => ` ${pair}${c}`))];
  const added = [];
  for (const piece of pieces) {
    if (vocabulary.size >= size) break;
    vocabulary.addPiece(piece);
    added.push(vocabulary.idOf(piece));
  }
  return added;
}

function checksum(text: string): number {
  return Array.from(text).reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 99_991, 7);
}
