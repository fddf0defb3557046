import koffi from 'koffi';

// The structures of llama.h that are passed by value, field by field in its order, as of the release that `RELEASE` names.
// A field too many or too few would shift all that follow, so `loadLibrary` compares the defaults that llama.cpp fills in
// with the ones it is known to have, and the tests compare this file with the header in node-llama-cpp's package.

/** What `llama_version()` must begin with. */
export const RELEASE = '0.5.0';

export interface ModelParams {
  n_gpu_layers: number;
  load_mode: number;
  progress_callback: bigint | null;
  vocab_only: boolean;
  check_tensors: boolean;
}

export const modelParams = koffi.struct('llama_model_params', {
  devices: 'void *',
  tensor_buft_overrides: 'void *',
  n_gpu_layers: 'int32',
  split_mode: 'int',
  load_mode: 'int',
  lazy_mode: 'int',
  main_gpu: 'int32',
  tensor_split: 'void *',
  progress_callback: 'void *',
  progress_callback_user_data: 'void *',
  kv_overrides: 'void *',
  vocab_only: 'bool',
  check_tensors: 'bool',
  use_extra_bufts: 'bool',
  no_host: 'bool',
  no_alloc: 'bool',
  load_mtp: 'bool',
});

export interface ContextParams {
  n_ctx: number;
  n_batch: number;
  n_ubatch: number;
  n_seq_max: number;
  n_outputs_max: number;
  n_threads: number;
  n_threads_batch: number;
  no_perf: boolean;
  kv_unified: boolean;
}

export const contextParams = koffi.struct('llama_context_params', {
  n_ctx: 'uint32',
  n_batch: 'uint32',
  n_ubatch: 'uint32',
  n_seq_max: 'uint32',
  n_rs_seq: 'uint32',
  n_outputs_max: 'uint32',
  n_outputs_max_per_seq: 'uint32',
  n_threads: 'int32',
  n_threads_batch: 'int32',
  ctx_type: 'int',
  rope_scaling_type: 'int',
  pooling_type: 'int',
  attention_type: 'int',
  flash_attn_type: 'int',
  rope_freq_base: 'float',
  rope_freq_scale: 'float',
  yarn_ext_factor: 'float',
  yarn_attn_factor: 'float',
  yarn_beta_fast: 'float',
  yarn_beta_slow: 'float',
  yarn_orig_ctx: 'uint32',
  defrag_thold: 'float',
  cb_eval: 'void *',
  cb_eval_user_data: 'void *',
  type_k: 'int',
  type_v: 'int',
  abort_callback: 'void *',
  abort_callback_data: 'void *',
  embeddings: 'bool',
  offload_kqv: 'bool',
  no_perf: 'bool',
  op_offload: 'bool',
  swa_full: 'bool',
  kv_unified: 'bool',
  samplers: 'void *',
  n_samplers: 'size_t',
  ctx_other: 'void *',
});

/** Arrays of at least `n_tokens` elements, in memory that does not move. */
export interface Batch {
  n_tokens: number;
  token: Int32Array;
  embd: null;
  pos: Int32Array;
  n_seq_id: Int32Array;
  /** Addresses of the sequence ids of each token. */
  seq_id: BigUint64Array;
  logits: Int8Array;
}

export const batch = koffi.struct('llama_batch', {
  n_tokens: 'int32',
  token: 'void *',
  embd: 'void *',
  pos: 'void *',
  n_seq_id: 'void *',
  seq_id: 'void *',
  logits: 'void *',
});

export const samplerChainParams = koffi.struct('llama_sampler_chain_params', { no_perf: 'bool' });

export const progressCallback = koffi.proto('llama_progress_callback', 'bool', ['float', 'void *']);
export const logCallback = koffi.proto('ggml_log_callback', 'void', ['int', 'str', 'void *']);
