import { basename } from 'node:path';
import type { WireError } from '../protocol.js';
import { LibraryError } from './native/library.js';

const OUT_OF_MEMORY = /unable to allocate|failed to allocate|out of memory|cannot allocate|failed to allocate buffer/i;
const SYSTEM_ERROR = /^E[A-Z]+$/;
const NOT_FETCHED = /fetch failed|TimeoutError|AbortError|server answers/;
const NOT_GGUF: [pattern: RegExp, what: string][] = [
  [/but got "vers"/, 'it is a Git LFS pointer; fetch the real file with "git lfs pull"'],
  [/but got "<(htm|!DO|!do)/, 'it is a web page; the download went wrong'],
  [/but got "PK/, 'it is a zip archive; unpack it'],
];

/** One plain sentence for why a model could not be loaded or read. `reasons` is what llama.cpp logged meanwhile. */
export function explainLoadError(error: unknown, file: string, reasons: string): WireError {
  const name = basename(file);
  const said = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(reasons)) return { code: 'insufficient_memory', message: `There is not enough memory for the model "${name}": ${reasons}` };
  if (error instanceof LibraryError) return { code: 'engine_error', message: said };
  const { code, name: kind } = error instanceof Error ? (error as NodeJS.ErrnoException) : { code: undefined, name: '' };
  // Of a split file the first part is known to be there.
  if (code === 'ENOENT') return { code: 'model_not_found', message: `A part of the model "${name}" is not there; put all parts into the same folder.` };
  if (code !== undefined && SYSTEM_ERROR.test(code)) return { code: 'engine_error', message: `The model file "${name}" cannot be read (${code}).` };
  if (NOT_FETCHED.test(`${kind} ${said}`)) return { code: 'engine_error', message: `The model file "${name}" could not be fetched: ${said.replace(/\.$/, '')}.` };
  return { code: 'model_corrupt', message: `The model file "${name}" cannot be loaded: ${why(error, said, reasons)}.` };
}

function why(error: unknown, said: string, reasons: string): string {
  if (said.startsWith('Invalid GGUF magic')) {
    const known = NOT_GGUF.find(([pattern]) => pattern.test(said));
    return known?.[1] ?? 'it is not a GGUF file';
  }
  if (error instanceof RangeError) return `its header is damaged (${said.replace(/\.$/, '')})`;
  if (said.startsWith('Failed to initialize LoRA adapter')) return `the adapter does not fit the model (${reasons || 'no reason was logged'})`;
  return (reasons || said).replace(/\.$/, '');
}
