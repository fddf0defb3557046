import { stat } from 'node:fs/promises';
import { GgufFileType, readGgufFileInfo, type GgufFileInfo } from 'node-llama-cpp';
import type { GgufLocation } from '../../engine.js';
import { DEFAULT_CONTEXT_SIZE } from '../context-size.js';
import type { FromChild } from '../protocol.js';
import { partsOf } from '../split-file.js';
import { contextBytes, processBytes } from './memory-estimate.js';

const MOST_PARTS = 100;
const WEB_PATIENCE_MS = 30_000;
const PART = /-\d{5}-of-(\d{5})\.gguf$/i;

type Facts = Extract<FromChild, { kind: 'inspected' }>['facts'];

/** Reads the header of a GGUF file. @throws of any kind when it is damaged; the caller explains it. */
export async function inspectFile(location: GgufLocation, { slots, contextSize }: { slots: number; contextSize: number | null }): Promise<Facts> {
  const parts = Number(PART.exec('file' in location ? location.file : new URL(location.url).pathname)?.[1] ?? 1);
  if (parts > MOST_PARTS) throw new Error(`it claims to have ${parts} parts`);
  const info = await ('file' in location
    ? readGgufFileInfo(location.file, { sourceType: 'filesystem', logWarnings: false })
    : readGgufFileInfo(location.url, { sourceType: 'network', logWarnings: false, fetchHeaders: location.headers ?? {}, signal: AbortSignal.timeout(WEB_PATIENCE_MS) }));
  const fileBytes = 'file' in location ? await bytesOnDisk(location.file) : await bytesOnWeb(location.url, location.headers ?? {});
  requireAllWeights(info, location, fileBytes);
  const general = info.metadata.general as GgufFileInfo['metadata']['general'] & { type?: string };
  const isAdapter = general.type === 'adapter';
  const trainContextSize = info.architectureMetadata.context_length ?? null;
  const usedContextSize = Math.min(trainContextSize ?? DEFAULT_CONTEXT_SIZE, contextSize ?? DEFAULT_CONTEXT_SIZE);
  return {
    kind: isAdapter ? 'adapter' : 'model',
    architecture: general.architecture,
    name: general.name ?? null,
    quantization: general.file_type === undefined ? null : (GgufFileType[general.file_type]?.replace(/^(MOSTLY|ALL)_/, '') ?? null),
    parameters: parametersOf(info),
    trainContextSize,
    fileBytes,
    hasChatTemplate: info.metadata.tokenizer?.chat_template !== undefined,
    memory: { weightsBytes: fileBytes + (isAdapter ? 0 : processBytes(info)), contextBytes: isAdapter ? 0 : contextBytes(info, slots, usedContextSize) },
  };
}

/** Of all parts of a split file. */
async function bytesOnDisk(file: string): Promise<number> {
  const sizes = await Promise.all(partsOf(file).map(async (part) => (await stat(part)).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** The length that a server tells with one byte; signed addresses often allow no HEAD request. */
async function bytesOnWeb(url: string, headers: Record<string, string>): Promise<number> {
  const count = Number(PART.exec(new URL(url).pathname)?.[1] ?? 1);
  const urls = Array.from({ length: count }, (_, part) => url.replace(/-\d{5}-of-/i, `-${String(part + 1).padStart(5, '0')}-of-`));
  const sizes = await Promise.all(
    urls.map(async (partUrl) => {
      const response = await fetch(partUrl, { headers: { ...headers, range: 'bytes=0-0' }, signal: AbortSignal.timeout(WEB_PATIENCE_MS) });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the server answers ${response.status}`);
      return Number(response.headers.get('content-range')?.split('/')[1] ?? response.headers.get('content-length') ?? 0);
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function requireAllWeights(info: GgufFileInfo, location: GgufLocation, fileBytes: number): void {
  if ('file' in location && info.tensorInfo?.some((tensor) => Number(tensor.fileOffset) >= fileBytes) === true)
    throw new Error('it ends before its weights do; it is truncated');
}

function parametersOf(info: GgufFileInfo): number | null {
  const tensors = info.fullTensorInfo ?? info.tensorInfo ?? [];
  return tensors.length === 0 ? null : tensors.reduce((sum, { dimensions }) => sum + dimensions.reduce((product: number, dimension) => product * Number(dimension), 1), 0);
}
