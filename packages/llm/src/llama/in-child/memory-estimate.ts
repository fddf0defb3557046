import type { GgufFileInfo } from 'node-llama-cpp';
import { BATCH_SIZE } from './context.js';

const F16_BYTES = 2;
const F32_BYTES = 4;
/** Node itself, llama.cpp, and tables of the vocabulary. */
const PROCESS_BYTES = 100 * 2 ** 20;
const VOCABULARY_ENTRY_BYTES = 400;

/** What the header says, where it says one number for all layers or one for each. */
type PerLayer = number | number[] | undefined;

interface Sizes {
  layers: number;
  embedding: number;
  feedForward: number;
  heads: number;
  vocabulary: number;
  /** Values of key and value of one token, all layers together. */
  keyValue: number;
}

/**
 * What contexts of a model take: keys and values of every token of every slot as 16 bit numbers (llama.cpp's default), results for each
 * slot, and the largest activations of one computation. An upper bound for models whose layers do not all remember everything.
 */
export function contextBytes(info: GgufFileInfo, slots: number, contextSize: number): number {
  const { layers, embedding, feedForward, heads, vocabulary, keyValue } = sizesOf(info);
  if (layers === 0) return 0;
  const cache = slots * contextSize * keyValue * F16_BYTES;
  const results = slots * vocabulary * F32_BYTES;
  const activations = BATCH_SIZE * (4 * embedding + 2 * feedForward + 2 * heads * 64) * F32_BYTES;
  return cache + results + activations;
}

export function processBytes(info: GgufFileInfo): number {
  return PROCESS_BYTES + sizesOf(info).vocabulary * VOCABULARY_ENTRY_BYTES;
}

function sizesOf({ metadata, architectureMetadata }: GgufFileInfo): Sizes {
  const { block_count: layers = 0, embedding_length: embedding = 0, feed_forward_length, attention } = architectureMetadata;
  const heads = largest(attention?.head_count);
  const head = heads === 0 ? 0 : embedding / heads;
  const width = (attention?.key_length ?? head) + (attention?.value_length ?? head);
  const keyValueHeads = attention?.head_count_kv ?? attention?.head_count;
  const keyValue = width * (Array.isArray(keyValueHeads) ? keyValueHeads.reduce((sum, count) => sum + count, 0) : layers * (keyValueHeads ?? 0));
  return { layers, embedding, feedForward: largest(feed_forward_length), heads, vocabulary: metadata.tokenizer?.ggml?.tokens?.length ?? 0, keyValue };
}

function largest(value: PerLayer): number {
  return Array.isArray(value) ? Math.max(0, ...value) : (value ?? 0);
}
