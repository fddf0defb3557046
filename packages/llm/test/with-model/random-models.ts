import { writeRandomModel, type RandomModelOptions } from '../../src/testing/index.js';
import { temporaryFolder } from './asking.js';

/** Models in a folder of their own; their answers are nonsense that never ends by itself. */
export function randomModels(): Disposable & { file: (name: string) => string; model: (name: string, options?: RandomModelOptions) => { file: string } } {
  const folder = temporaryFolder();
  return {
    file: folder.file,
    model: (name, options) => {
      const file = folder.file(`${name}.gguf`);
      writeRandomModel(file, options);
      return { file };
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}

/** About 9 million weights: some hundred tokens a second, so that an answer runs while a test does something. */
export const slow: RandomModelOptions = { width: 320, layers: 6, heads: 5, keyValueHeads: 5, feedForward: 1024 };
