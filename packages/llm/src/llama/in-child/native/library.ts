import koffi, { type LibraryHandle, type TypeObject } from 'koffi';
import { findLibraries, type LibraryFiles } from './library-files.js';
import { batch, contextParams, modelParams, RELEASE, samplerChainParams, type Batch, type ContextParams, type ModelParams } from './structs.js';

/** An address in native memory; null is the null pointer. */
export type Pointer = bigint;

/** llama.h and ggml-backend.h, as far as they are used. Names, arguments and results are theirs. */
export type Library = ReturnType<typeof declare>;

export class LibraryError extends Error {
  override readonly name = 'LibraryError';
}

/**
 * Loads llama.cpp into this process. It is called directly, without node-llama-cpp's own binding: that one decodes and samples in
 * worker threads, one hop for each token, and cannot be told which answers share a computation.
 * @throws {LibraryError} when there is none for this machine, or it is not the release that `structs.ts` describes.
 */
export function loadLibrary(gpu: 'auto' | 'off'): Library {
  const files = findLibraries(gpu);
  if (files === null) throw new LibraryError(`There is no build of llama.cpp for ${process.platform}-${process.arch}.`);
  const library = open(files);
  requireRelease(library);
  library.ggml_backend_load_all_from_path(files.folder);
  library.llama_backend_init();
  return library;
}

function open(files: LibraryFiles): Library {
  try {
    return declare(koffi.load(files.llama), koffi.load(files.ggml));
  } catch (cause) {
    throw new LibraryError(`llama.cpp cannot be used on this machine: ${(cause as Error).message}`, { cause });
  }
}

type CType = string | TypeObject;

function declare(llama: LibraryHandle, ggml: LibraryHandle) {
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the signature of a C function is only known to whoever names it
  const f = <F extends (...args: never[]) => unknown>(library: LibraryHandle, name: string, result: CType, args: CType[]): F => library.func(name, result, args) as unknown as F;
  const p = 'void *';
  return {
    ggml_backend_load_all_from_path: f<(folder: string) => void>(ggml, 'ggml_backend_load_all_from_path', 'void', ['str']),
    llama_version: f<() => string>(llama, 'llama_version', 'str', []),
    llama_backend_init: f<() => void>(llama, 'llama_backend_init', 'void', []),
    llama_supports_gpu_offload: f<() => boolean>(llama, 'llama_supports_gpu_offload', 'bool', []),
    llama_log_set: f<(callback: Pointer | null, data: null) => void>(llama, 'llama_log_set', 'void', [p, p]),

    llama_model_default_params: f<() => ModelParams>(llama, 'llama_model_default_params', modelParams, []),
    llama_model_load_from_file: f<(file: string, params: ModelParams) => Pointer | null>(llama, 'llama_model_load_from_file', p, ['str', modelParams]),
    llama_model_n_ctx_train: f<(model: Pointer) => number>(llama, 'llama_model_n_ctx_train', 'int32', [p]),
    llama_model_get_vocab: f<(model: Pointer) => Pointer>(llama, 'llama_model_get_vocab', p, [p]),
    llama_model_has_encoder: f<(model: Pointer) => boolean>(llama, 'llama_model_has_encoder', 'bool', [p]),
    llama_model_is_recurrent: f<(model: Pointer) => boolean>(llama, 'llama_model_is_recurrent', 'bool', [p]),
    llama_model_is_hybrid: f<(model: Pointer) => boolean>(llama, 'llama_model_is_hybrid', 'bool', [p]),
    llama_model_has_decoder: f<(model: Pointer) => boolean>(llama, 'llama_model_has_decoder', 'bool', [p]),

    llama_adapter_lora_init: f<(model: Pointer, file: string) => Pointer | null>(llama, 'llama_adapter_lora_init', p, [p, 'str']),
    llama_adapter_lora_free: f<(adapter: Pointer) => void>(llama, 'llama_adapter_lora_free', 'void', [p]),
    llama_set_adapters_lora: f<(context: Pointer, adapters: BigUint64Array, count: number, scales: Float32Array) => number>(llama, 'llama_set_adapters_lora', 'int32', [p, p, 'size_t', p]),

    llama_context_default_params: f<() => ContextParams>(llama, 'llama_context_default_params', contextParams, []),
    llama_init_from_model: f<(model: Pointer, params: ContextParams) => Pointer | null>(llama, 'llama_init_from_model', p, [p, contextParams]),
    llama_free: f<(context: Pointer) => void>(llama, 'llama_free', 'void', [p]),
    llama_n_ctx_seq: f<(context: Pointer) => number>(llama, 'llama_n_ctx_seq', 'uint32', [p]),
    llama_decode: f<(context: Pointer, batch: Batch) => number>(llama, 'llama_decode', 'int32', [p, batch]),
    llama_get_logits_ith: f<(context: Pointer, index: number) => Pointer | null>(llama, 'llama_get_logits_ith', p, [p, 'int32']),
    llama_get_memory: f<(context: Pointer) => Pointer | null>(llama, 'llama_get_memory', p, [p]),
    llama_memory_seq_rm: f<(memory: Pointer, sequence: number, from: number, to: number) => boolean>(llama, 'llama_memory_seq_rm', 'bool', [p, 'int32', 'int32', 'int32']),
    llama_memory_seq_cp: f<(memory: Pointer, source: number, target: number, from: number, to: number) => void>(llama, 'llama_memory_seq_cp', 'void', [p, 'int32', 'int32', 'int32', 'int32']),

    llama_vocab_n_tokens: f<(vocab: Pointer) => number>(llama, 'llama_vocab_n_tokens', 'int32', [p]),
    llama_vocab_type: f<(vocab: Pointer) => number>(llama, 'llama_vocab_type', 'int', [p]),
    llama_vocab_get_attr: f<(vocab: Pointer, token: number) => number>(llama, 'llama_vocab_get_attr', 'int', [p, 'int32']),
    llama_vocab_is_eog: f<(vocab: Pointer, token: number) => boolean>(llama, 'llama_vocab_is_eog', 'bool', [p, 'int32']),
    llama_vocab_bos: f<(vocab: Pointer) => number>(llama, 'llama_vocab_bos', 'int32', [p]),
    llama_vocab_eos: f<(vocab: Pointer) => number>(llama, 'llama_vocab_eos', 'int32', [p]),
    llama_vocab_eot: f<(vocab: Pointer) => number>(llama, 'llama_vocab_eot', 'int32', [p]),
    llama_vocab_nl: f<(vocab: Pointer) => number>(llama, 'llama_vocab_nl', 'int32', [p]),
    llama_vocab_sep: f<(vocab: Pointer) => number>(llama, 'llama_vocab_sep', 'int32', [p]),
    llama_tokenize: f<(vocab: Pointer, text: Buffer, bytes: number, tokens: Int32Array, most: number, addSpecial: boolean, parseSpecial: boolean) => number>(
      llama, 'llama_tokenize', 'int32', [p, p, 'int32', p, 'int32', 'bool', 'bool'],
    ),
    llama_token_to_piece: f<(vocab: Pointer, token: number, piece: Buffer, most: number, lstrip: number, special: boolean) => number>(
      llama, 'llama_token_to_piece', 'int32', [p, 'int32', p, 'int32', 'int32', 'bool'],
    ),

    llama_sampler_chain_init: f<(params: { no_perf: boolean }) => Pointer>(llama, 'llama_sampler_chain_init', p, [samplerChainParams]),
    llama_sampler_chain_add: f<(chain: Pointer, sampler: Pointer) => void>(llama, 'llama_sampler_chain_add', 'void', [p, p]),
    llama_sampler_init_penalties: f<(tokens: number, last: number, repeat: number, frequency: number, present: number) => Pointer>(
      llama, 'llama_sampler_init_penalties', p, ['int32', 'int32', 'float', 'float', 'float'],
    ),
    llama_sampler_init_top_k: f<(k: number) => Pointer>(llama, 'llama_sampler_init_top_k', p, ['int32']),
    llama_sampler_init_top_p: f<(probability: number, least: number) => Pointer>(llama, 'llama_sampler_init_top_p', p, ['float', 'size_t']),
    llama_sampler_init_min_p: f<(probability: number, least: number) => Pointer>(llama, 'llama_sampler_init_min_p', p, ['float', 'size_t']),
    llama_sampler_init_temp: f<(temperature: number) => Pointer>(llama, 'llama_sampler_init_temp', p, ['float']),
    llama_sampler_init_dist: f<(seed: number) => Pointer>(llama, 'llama_sampler_init_dist', p, ['uint32']),
    llama_sampler_init_greedy: f<() => Pointer>(llama, 'llama_sampler_init_greedy', p, []),
    llama_sampler_sample: f<(sampler: Pointer, context: Pointer, index: number) => number>(llama, 'llama_sampler_sample', 'int32', [p, p, 'int32']),
    llama_sampler_free: f<(sampler: Pointer) => void>(llama, 'llama_sampler_free', 'void', [p]),
  };
}

/** Defaults that no two neighbouring fields share, from the first field to the last. */
function requireRelease(library: Library): void {
  const version = library.llama_version();
  const model = library.llama_model_default_params();
  const context = library.llama_context_default_params();
  const known =
    version.startsWith(RELEASE) &&
    is(model, { devices: null, n_gpu_layers: -1, split_mode: 1, load_mode: -1, lazy_mode: 1, main_gpu: 0, kv_overrides: null, vocab_only: false, use_extra_bufts: true, no_host: false, load_mtp: false }) &&
    is(context, { n_ctx: 512, n_batch: 2048, n_ubatch: 512, n_seq_max: 1, n_outputs_max_per_seq: 1, n_threads: 4, rope_scaling_type: -1, rope_freq_base: 0, yarn_ext_factor: -1, defrag_thold: -1, type_k: 1, type_v: 1, offload_kqv: true, kv_unified: false, n_samplers: 0, ctx_other: null });
  if (!known) throw new LibraryError(`This is llama.cpp ${version}; the program was made for ${RELEASE} and would misread its structures. Install the version of node-llama-cpp that the lockfile names.`);
}

function is(found: object, expected: Record<string, unknown>): boolean {
  const values = found as Record<string, unknown>;
  return Object.entries(expected).every(([name, value]) => values[name] === value);
}
