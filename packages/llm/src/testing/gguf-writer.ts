import { closeSync, openSync, writeSync } from 'node:fs';
import { bytesOf, type TensorType } from './tensor-data.js';

// GGUF version 3, little endian, as specified in ggml's docs/gguf.md: header, metadata, tensor descriptions, and the tensors'
// data, each aligned.

const VERSION = 3;
const ALIGNMENT = 32;
const VALUE_TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const TENSOR_TYPE: Record<TensorType, number> = { f32: 0, f16: 1, q8_0: 8 };

type Scalar = { type: 'u32' | 'i32' | 'f32'; value: number } | { type: 'bool'; value: boolean } | { type: 'string'; value: string };
type MetadataValue = Scalar | { type: 'strings'; value: readonly string[] } | { type: 'i32s'; value: readonly number[] };
export type Metadata = Record<string, MetadataValue>;

export const u32 = (value: number): MetadataValue => ({ type: 'u32', value });
export const f32 = (value: number): MetadataValue => ({ type: 'f32', value });
export const bool = (value: boolean): MetadataValue => ({ type: 'bool', value });
export const string = (value: string): MetadataValue => ({ type: 'string', value });
export const strings = (value: readonly string[]): MetadataValue => ({ type: 'strings', value });
export const i32s = (value: readonly number[]): MetadataValue => ({ type: 'i32s', value });

export interface Tensor {
  name: string;
  /** The fastest running first: a matrix is [inputs, outputs]. */
  shape: readonly [number] | readonly [number, number];
  type: TensorType;
  /** The data from first to last, in pieces of any length; made while writing, as a model may be larger than the memory. */
  data: () => Iterable<Uint8Array>;
}

/** @throws when a tensor's data is not as long as its shape says. */
export function writeGguf(file: string, metadata: Metadata, tensors: readonly Tensor[]): void {
  const out = openSync(file, 'w');
  try {
    const header = encodeHeader(metadata, tensors);
    writeSync(out, header);
    writeSync(out, paddingAfter(header.length));
    for (const { name, shape, type, data } of tensors) {
      let written = 0;
      for (const piece of data()) written += writeSync(out, piece);
      if (written !== bytesOf(type, shape)) throw new Error(`tensor ${name} has ${written} bytes instead of ${bytesOf(type, shape)}`);
      writeSync(out, paddingAfter(written));
    }
  } finally {
    closeSync(out);
  }
}

function encodeHeader(metadata: Metadata, tensors: readonly Tensor[]): Buffer {
  const entries = Object.entries(metadata);
  const parts = [Buffer.from('GGUF'), uint32(VERSION), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) parts.push(text(key), encodeValue(value));
  let offset = 0;
  for (const { name, shape, type } of tensors) {
    parts.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(TENSOR_TYPE[type]), uint64(offset));
    const length = bytesOf(type, shape);
    offset += length + paddingAfter(length).length;
  }
  return Buffer.concat(parts);
}

function encodeValue(value: MetadataValue): Buffer {
  if (value.type === 'strings') return array('string', value.value.length, value.value.map(text));
  if (value.type === 'i32s') return array('i32', value.value.length, [Buffer.from(Int32Array.from(value.value).buffer)]);
  return Buffer.concat([uint32(VALUE_TYPE[value.type]), encodeScalar(value)]);
}

function encodeScalar(scalar: Scalar): Buffer {
  if (scalar.type === 'string') return text(scalar.value);
  if (scalar.type === 'bool') return Buffer.from([scalar.value ? 1 : 0]);
  const buffer = Buffer.alloc(4);
  if (scalar.type === 'f32') buffer.writeFloatLE(scalar.value);
  else if (scalar.type === 'i32') buffer.writeInt32LE(scalar.value);
  else buffer.writeUInt32LE(scalar.value);
  return buffer;
}

function array(of: 'string' | 'i32', length: number, items: Buffer[]): Buffer {
  return Buffer.concat([uint32(VALUE_TYPE.array), uint32(VALUE_TYPE[of]), uint64(length), ...items]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function uint64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function paddingAfter(length: number): Buffer {
  return Buffer.alloc((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);
}
