import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const mostColours = 256;

/** A picture of a screen with a palette of 256 colours: a third of the size, and nothing to be seen of it. */
export const withPalette = (png: Buffer): Buffer => {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(pixels);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  const nearest = (colour: number) => indexOf.get(colour) ?? remember(colour, palette.reduce((best, candidate, index) => (distance(candidate, colour) < distance(palette[best]!, colour) ? index : best), 0));
  const remember = (colour: number, index: number) => (indexOf.set(colour, index), index);
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((colour, at) => (rows[at + Math.floor(at / width) + 1] = nearest(colour)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', Buffer.from(palette.flatMap(channels))), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
};

const channels = (colour: number) => [colour >> 16, (colour >> 8) & 255, colour & 255];
const distance = (a: number, b: number) => channels(a).reduce((sum, value, at) => sum + (value - channels(b)[at]!) ** 2, 0);

/** The most frequent colour of each kind (so that one red mark stays red), then the most frequent of all. */
const paletteOf = (pixels: Uint32Array) => {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const colours = [...counts].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  const ofEachKind = new Map(colours.toReversed().map((colour) => [colour & 0xf0f0f0, colour]));
  return [...new Set([...ofEachKind.values(), ...colours])].slice(0, mostColours);
};

/** 8 bits a channel, with or without alpha, not interlaced: what a browser writes. */
const decode = (png: Buffer) => {
  const parts = [...chunksOf(png)];
  const header = parts.find(({ type }) => type === 'IHDR')!.data;
  const [width, height, bytes] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
  const data = inflateSync(Buffer.concat(parts.filter(({ type }) => type === 'IDAT').map((part) => part.data)));
  const stride = width * bytes;
  const pixels = new Uint32Array(width * height);
  let above = Buffer.alloc(stride);
  for (let y = 0; y < height; y++) {
    const start = y * (stride + 1);
    const line = data.subarray(start + 1, start + 1 + stride);
    unfilter(data[start]!, line, above, bytes);
    for (let x = 0; x < width; x++) pixels[y * width + x] = line.readUIntBE(x * bytes, 3);
    above = line;
  }
  return { width, height, pixels };
};

function* chunksOf(png: Buffer) {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

const unfilter = (filter: number, line: Buffer, above: Buffer, bytes: number) => {
  for (let at = 0; at < line.length; at++) {
    const left = at < bytes ? 0 : line[at - bytes]!;
    const up = above[at]!;
    const corner = at < bytes ? 0 : above[at - bytes]!;
    line[at] = line[at]! + [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter]!;
  }
};

const paeth = (left: number, up: number, corner: number) => {
  const [toLeft, toUp, toCorner] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
};

const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
