import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { isFileSource, type ModelSource } from '@llamune/llm';
import type { ModelsFolder } from './models-folder.js';

/** How models are called outside this machine: by their files within the models folder, or by the name on their server. Never by a path of this machine. */
export interface SourceNames {
  /** Of the weights, without the adapter. */
  weights(source: ModelSource): string;
  /** With the adapter. */
  source(source: ModelSource): string;
  /** A message about this model, with the paths in it made names. */
  inMessage(message: string, source: ModelSource): string;
}

export const sourceNames = async ({ dir }: ModelsFolder): Promise<SourceNames> => {
  // The engine knows the files by their real paths, also when the folder is a link.
  const roots = [...new Set([dir, await realpath(dir).catch(() => dir)])];
  const fileName = (file: string) => {
    const inside = roots.map((root) => path.relative(root, file)).find((relative) => relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative));
    return inside?.split(path.sep).join('/') ?? path.basename(file);
  };
  // mlx_lm.server calls its models and adapters by their paths.
  const nameOf = (name: string) => (path.isAbsolute(name) ? fileName(name) : name);
  const weights = (source: ModelSource) => nameOf(isFileSource(source) ? source.file : source.model);
  return {
    weights,
    source: (source) => (source.adapter ? `${weights(source)} + ${nameOf(source.adapter)}` : weights(source)),
    inMessage: (message, source) => {
      const paths = [isFileSource(source) ? source.file : source.model, source.adapter ?? ''].filter((name) => path.isAbsolute(name));
      const named = paths.reduce((text, file) => text.replaceAll(file, nameOf(file)), message);
      return roots.reduce((text, root) => text.replaceAll(`${root}${path.sep}`, ''), named);
    },
  };
};
