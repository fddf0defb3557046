import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { findLibraries } from './in-child/native/library-files.js';

export interface ShippedVersions {
  nodeLlamaCpp: string;
  /** The release that the shipped binary was built from, as its metadata names it; null where unknown. */
  llamaCpp: string | null;
}

/** What models of this machine run on. Only files are read: nothing native is loaded into this process. */
export function shippedVersions(): ShippedVersions {
  // Its package.json is not among its exports.
  const folder = path.resolve(path.dirname(createRequire(import.meta.url).resolve('node-llama-cpp')), '..');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return { nodeLlamaCpp: version, llamaCpp: shippedRelease() };
}

function shippedRelease(): string | null {
  const folder = findLibraries('auto')?.folder;
  if (folder === undefined) return null;
  try {
    const { buildOptions } = JSON.parse(readFileSync(path.join(folder, '_nlcBuildMetadata.json'), 'utf8')) as { buildOptions?: { llamaCpp?: { release?: string } } };
    return buildOptions?.llamaCpp?.release ?? null;
  } catch {
    return null; // another packaging of the binaries
  }
}
