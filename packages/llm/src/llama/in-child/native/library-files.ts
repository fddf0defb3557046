import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** Of one build of llama.cpp, all in one folder. */
export interface LibraryFiles {
  folder: string;
  llama: string;
  ggml: string;
}

/** What node-llama-cpp ships for this system, best first. A GPU build contains the CPU too. */
const GPU_BUILDS = ['metal', 'cuda', 'vulkan'];

/** The llama.cpp that node-llama-cpp brings along, built for this system. Null: there is none. */
export function findLibraries(gpu: 'auto' | 'off'): LibraryFiles | null {
  // Its dependencies, not ours: pnpm shows them only to it.
  const nodeLlamaCpp = createRequire(createRequire(import.meta.url).resolve('node-llama-cpp'));
  const system = `${{ darwin: 'mac', win32: 'win' }[process.platform as string] ?? process.platform}-${process.arch === 'arm' ? 'armv7l' : process.arch}`;
  // Apple's GPU build is the only one for Apple Silicon; with no layer on the GPU it is a CPU build.
  const builds = gpu === 'auto' ? [...GPU_BUILDS.map((name) => `${system}-${name}`), system] : [system, `${system}-metal`];
  for (const build of builds) {
    const files = filesOf(nodeLlamaCpp, build);
    if (files !== null) return files;
  }
  return null;
}

function filesOf(require: NodeJS.Require, build: string): LibraryFiles | null {
  let root: string;
  try {
    root = path.resolve(require.resolve(`@node-llama-cpp/${build}`), '../..');
  } catch {
    return null;
  }
  const folder = path.join(root, 'bins', build);
  // Names carry the kind of build and the version: libllama.cuda.v0.5.0.so, libllama.v0.5.0.dylib, llama.v0.5.0.dll.
  const names = readdirSync(folder);
  const find = (name: string): string | undefined => names.find((file) => new RegExp(`^(lib)?${name}(\\.[\\w.]+)?\\.(so|dylib|dll)$`).test(file));
  const [llama, ggml] = [find('llama'), find('ggml')];
  return llama === undefined || ggml === undefined ? null : { folder, llama: path.join(folder, llama), ggml: path.join(folder, ggml) };
}
