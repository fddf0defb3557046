import { f32, string, u32, type Metadata, type Tensor } from './gguf-writer.js';
import { ones, rows, type TensorType } from './tensor-data.js';
import type { Vocabulary } from './vocabulary.js';

export interface LlamaShape {
  name: string;
  layers: number;
  width: number;
  heads: number;
  keyValueHeads: number;
  feedForward: number;
  contextSize: number;
}

/** Writes row `index` of a matrix. */
type Fill = (row: Float32Array, index: number) => void;

export function llamaMetadata(shape: LlamaShape, vocabulary: Vocabulary): Metadata {
  return {
    'general.architecture': string('llama'),
    'general.name': string(shape.name),
    'llama.block_count': u32(shape.layers),
    'llama.context_length': u32(shape.contextSize),
    'llama.embedding_length': u32(shape.width),
    'llama.feed_forward_length': u32(shape.feedForward),
    'llama.attention.head_count': u32(shape.heads),
    'llama.attention.head_count_kv': u32(shape.keyValueHeads),
    'llama.attention.layer_norm_rms_epsilon': f32(1e-6),
    'llama.rope.dimension_count': u32(shape.width / shape.heads),
    ...vocabulary.metadata(),
  };
}

/** All tensors of the architecture; `fillOf` gives the content of each matrix by its name. */
export function llamaTensors(shape: LlamaShape, vocabularySize: number, type: TensorType, fillOf: (name: string) => Fill): Tensor[] {
  const { width, feedForward, layers, heads, keyValueHeads } = shape;
  const headSize = width / heads;
  const matrix = (name: string, inputs: number, outputs: number): Tensor => {
    return { name: `${name}.weight`, shape: [inputs, outputs], type, data: () => rows(type, inputs, outputs, fillOf(name)) };
  };
  const norm = (name: string, size: number): Tensor => ({ name: `${name}.weight`, shape: [size], type: 'f32', data: () => ones(size) });
  const layer = (block: string): Tensor[] => [
    norm(`${block}.attn_norm`, width),
    matrix(`${block}.attn_q`, width, width),
    matrix(`${block}.attn_k`, width, headSize * keyValueHeads),
    matrix(`${block}.attn_v`, width, headSize * keyValueHeads),
    matrix(`${block}.attn_output`, width, width),
    norm(`${block}.ffn_norm`, width),
    matrix(`${block}.ffn_gate`, width, feedForward),
    matrix(`${block}.ffn_up`, width, feedForward),
    matrix(`${block}.ffn_down`, feedForward, width),
  ];
  return [
    matrix('token_embd', width, vocabularySize),
    norm('output_norm', width),
    matrix('output', width, vocabularySize),
    ...Array.from({ length: layers }, (_, index) => layer(`blk.${index}`)).flat(),
  ];
}
