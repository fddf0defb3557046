import koffi from 'koffi';
import { getModuleVersion, readGgufFileInfo } from 'node-llama-cpp';
import type { LoadJob } from '../protocol.js';
import { ChatFormat } from './chat-format.js';
import { loadLibrary, type Library, type Pointer } from './native/library.js';
import { progressCallback } from './native/structs.js';
import type { NativeLog } from './native-log.js';
import { Vocabulary } from './vocabulary.js';

const TELL_PROGRESS_EVERY_MS = 200;

/** The weights of one file, with what it takes to speak with them. */
export class Model {
  /** By the file as it is on the disk: a file that was replaced is another adapter. */
  readonly #adapters = new Map<string, Pointer>();

  private constructor(
    readonly file: string,
    readonly library: Library,
    readonly pointer: Pointer,
    readonly format: ChatFormat,
    readonly vocabulary: Vocabulary,
    /** With its version, for the record of an answer. */
    readonly engine: string,
    readonly threads: number,
    readonly log: NativeLog,
  ) {}

  /** @throws what explains itself together with the lines in `log`. */
  static async load(job: Pick<LoadJob, 'file' | 'gpu' | 'threads'> & { checkTensors?: boolean }, log: NativeLog, progress: (share: number) => void = () => {}): Promise<Model> {
    const fileInfo = await readGgufFileInfo(job.file, { sourceType: 'filesystem', logWarnings: false });
    const library = loadLibrary(job.gpu);
    const pointer = log.during(library, () => loadWeights(library, job, progress));
    if (pointer === null) throw new Error('Failed to load model');
    if (library.llama_model_has_encoder(pointer) || !library.llama_model_has_decoder(pointer)) throw new Error('it is not a model that answers questions');
    const vocabulary = new Vocabulary(library, library.llama_model_get_vocab(pointer));
    const format = new ChatFormat(vocabulary, job.file, fileInfo);
    const device = job.gpu === 'auto' && library.llama_supports_gpu_offload() ? 'gpu' : 'cpu';
    const engine = `node-llama-cpp ${await getModuleVersion()} (llama.cpp ${library.llama_version()}, ${device})`;
    return new Model(job.file, library, pointer, format, vocabulary, engine, job.threads, log);
  }

  /** Loaded once, for all contexts that use it. @throws when it does not fit the model. */
  adapter({ file, key }: { file: string; key: string }): Pointer {
    const known = this.#adapters.get(key);
    if (known !== undefined) return known;
    const adapter = this.log.during(this.library, () => this.library.llama_adapter_lora_init(this.pointer, file));
    if (adapter === null) throw new Error('Failed to initialize LoRA adapter');
    this.#adapters.set(key, adapter);
    return adapter;
  }

  /** To be called when no context uses it any more. */
  dropAdapter({ key }: { key: string }): void {
    const adapter = this.#adapters.get(key);
    if (adapter !== undefined && this.#adapters.delete(key)) this.library.llama_adapter_lora_free(adapter);
  }
}

function loadWeights(library: Library, { file, gpu, checkTensors = false }: { file: string; gpu: 'auto' | 'off'; checkTensors?: boolean }, progress: (share: number) => void): Pointer | null {
  let toldAt = performance.now();
  const callback = koffi.register((share: number) => {
    if (performance.now() - toldAt >= TELL_PROGRESS_EVERY_MS) {
      toldAt = performance.now();
      progress(share);
    }
    return true;
  }, koffi.pointer(progressCallback));
  try {
    const defaults = library.llama_model_default_params();
    return library.llama_model_load_from_file(file, {
      ...defaults,
      // Negative: all of them.
      n_gpu_layers: gpu === 'off' ? 0 : -1,
      check_tensors: checkTensors,
      progress_callback: callback,
    });
  } finally {
    koffi.unregister(callback);
  }
}
