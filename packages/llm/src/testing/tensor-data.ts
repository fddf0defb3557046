export type TensorType = 'f32' | 'f16' | 'q8_0';

/** Weights of one q8_0 block share a scale: 2 bytes for it, one for each. */
const Q8_BLOCK = 32;
const Q8_BLOCK_BYTES = 34;
const ROWS_A_PIECE = 256;

export function bytesOf(type: TensorType, shape: readonly number[]): number {
  const count = shape.reduce((product, size) => product * size, 1);
  if (type === 'q8_0') return (count / Q8_BLOCK) * Q8_BLOCK_BYTES;
  return count * (type === 'f16' ? 2 : 4);
}

/**
 * The data of a matrix, row by row.
 * @param width Values of a row; a multiple of 32 for q8_0.
 * @param fill Writes row `index` into `row`, which is zero.
 */
export function* rows(type: TensorType, width: number, count: number, fill: (row: Float32Array, index: number) => void): Generator<Uint8Array> {
  for (let first = 0; first < count; first += ROWS_A_PIECE) {
    const size = Math.min(ROWS_A_PIECE, count - first);
    const values = new Float32Array(size * width);
    for (let i = 0; i < size; i++) fill(values.subarray(i * width, (i + 1) * width), first + i);
    yield encode(type, values);
  }
}

/** A row of equal values, as the weight of a normalisation that changes nothing. */
export function* ones(width: number): Generator<Uint8Array> {
  yield encode('f32', new Float32Array(width).fill(1));
}

/** Even numbers of -1…1, the same for the same seed (xorshift32). */
export function randomNumbers(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state | 0) / 2 ** 31;
  };
}

function encode(type: TensorType, values: Float32Array): Uint8Array {
  if (type === 'f32') return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (type === 'f16') return new Uint8Array(Uint16Array.from(values, halfBits).buffer);
  const blocks = values.length / Q8_BLOCK;
  const out = new DataView(new ArrayBuffer(blocks * Q8_BLOCK_BYTES));
  for (let block = 0; block < blocks; block++) encodeQ8Block(values.subarray(block * Q8_BLOCK, (block + 1) * Q8_BLOCK), out, block * Q8_BLOCK_BYTES);
  return new Uint8Array(out.buffer);
}

function encodeQ8Block(values: Float32Array, out: DataView, at: number): void {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const scale = largest / 127;
  out.setUint16(at, halfBits(scale), true);
  for (let i = 0; i < Q8_BLOCK; i++) out.setInt8(at + 2 + i, scale === 0 ? 0 : Math.round((values[i] ?? 0) / scale));
}

const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

/** The nearest half precision number towards zero, as bits: 1 sign, 5 exponent, 10 mantissa. */
export function halfBits(value: number): number {
  float[0] = value;
  const single = bits[0] ?? 0;
  const sign = (single >>> 16) & 0x8000;
  const exponent = ((single >>> 23) & 0xff) - 112;
  const mantissa = single & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00;
  if (exponent > 0) return sign | (exponent << 10) | (mantissa >> 13);
  return exponent < -10 ? sign : sign | ((mantissa | 0x800000) >> (14 - exponent));
}
