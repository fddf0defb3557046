import koffi from 'koffi';
import type { Pointer } from './native/library.js';
import type { Batch } from './native/structs.js';
import type { Model } from './model.js';

/** Most tokens of one computation. */
export const BATCH_SIZE = 512;
const ALL = -1;

/** The state of several conversations with one model (and adapter), and the computation that takes them on together. */
export class Context {
  /** Tokens of one sequence, as really allocated. */
  readonly size: number;
  readonly #pointer: Pointer;
  readonly #memory: Pointer;
  readonly #batch: Batch;
  readonly #sequences = new Int32Array(BATCH_SIZE);
  /** Results lie at few addresses, and a view of one is dear to make. */
  readonly #views = new Map<Pointer, Float32Array>();

  /** @throws when there is not enough memory, or the adapter does not fit. */
  constructor(
    readonly model: Model,
    { sequences, contextSize, adapter }: { sequences: number; contextSize: number; adapter: { file: string; key: string } | null },
  ) {
    const { library, pointer, threads, log } = model;
    const lora = adapter === null ? null : model.adapter(adapter);
    const params = {
      ...library.llama_context_default_params(),
      // llama.cpp would round up too, but after it has derived the size of batches from this.
      n_ctx: Math.ceil(contextSize / 256) * 256 * sequences,
      n_batch: BATCH_SIZE,
      n_ubatch: BATCH_SIZE,
      n_seq_max: sequences,
      n_outputs_max: sequences,
      n_threads: threads,
      n_threads_batch: threads,
      no_perf: true,
      // Each sequence its own memory: an answer does not pay for the length of the others. What follows from it: see Batcher.
      kv_unified: false,
    };
    const context = log.during(library, () => library.llama_init_from_model(pointer, params));
    if (context === null) throw new Error('Failed to create context');
    this.#pointer = context;
    const memory = library.llama_get_memory(context);
    if (memory === null) {
      library.llama_free(context);
      throw new Error('it is not a model that answers questions');
    }
    this.#memory = memory;
    this.size = Math.min(contextSize, library.llama_n_ctx_seq(context));
    if (lora !== null && library.llama_set_adapters_lora(context, BigUint64Array.of(lora), 1, Float32Array.of(1)) !== 0) throw new Error('Failed to initialize LoRA adapter');
    this.#batch = {
      n_tokens: 0,
      token: new Int32Array(BATCH_SIZE),
      embd: null,
      pos: new Int32Array(BATCH_SIZE),
      n_seq_id: new Int32Array(BATCH_SIZE).fill(1),
      seq_id: new BigUint64Array(BATCH_SIZE),
      logits: new Int8Array(BATCH_SIZE),
    };
    const first = koffi.address(this.#sequences);
    for (let i = 0; i < BATCH_SIZE; i++) this.#batch.seq_id[i] = first + BigInt(i * Int32Array.BYTES_PER_ELEMENT);
  }

  /** Tokens that are added to the next computation so far. */
  get batched(): number {
    return this.#batch.n_tokens;
  }

  /** Adds a token to the next computation. Returns its place there, for `sampler.next`. */
  add(token: number, position: number, sequence: number, wantsNext: boolean): number {
    const at = this.#batch.n_tokens++;
    this.#batch.token[at] = token;
    this.#batch.pos[at] = position;
    this.#sequences[at] = sequence;
    this.#batch.logits[at] = wantsNext ? 1 : 0;
    return at;
  }

  /** Takes back what was added. */
  discard(): void {
    this.#batch.n_tokens = 0;
  }

  /** Computes what was added. @throws when llama.cpp cannot. */
  compute(): void {
    const code = this.model.library.llama_decode(this.#pointer, this.#batch);
    this.#batch.n_tokens = 0;
    if (code !== 0) throw new Error(`llama.cpp could not evaluate the batch (code ${code})`);
  }

  /** How likely each token of the vocabulary is to come next, as logits. Valid until the next computation. */
  logits(at: number): Float32Array {
    const pointer = this.model.library.llama_get_logits_ith(this.#pointer, at);
    if (pointer === null) throw new Error('llama.cpp has no result for a token');
    let view = this.#views.get(pointer);
    if (view === undefined) {
      view = new Float32Array(koffi.view(pointer, this.model.vocabulary.size * Float32Array.BYTES_PER_ELEMENT));
      this.#views.set(pointer, view);
    }
    return view;
  }

  sample(sampler: Pointer, at: number): number {
    return this.model.library.llama_sampler_sample(sampler, this.#pointer, at);
  }

  /** Forgets what a sequence has after its first `length` tokens. False: this kind of model cannot; nothing was changed. */
  cut(sequence: number, length: number): boolean {
    return this.model.library.llama_memory_seq_rm(this.#memory, sequence, length, ALL);
  }

  /** Makes `target` the same as `source`. */
  copy(source: number, target: number): void {
    this.model.library.llama_memory_seq_rm(this.#memory, target, ALL, ALL);
    this.model.library.llama_memory_seq_cp(this.#memory, source, target, ALL, ALL);
  }

  clear(sequence: number): void {
    this.model.library.llama_memory_seq_rm(this.#memory, sequence, ALL, ALL);
  }

  free(): void {
    this.#views.clear();
    this.model.library.llama_free(this.#pointer);
  }
}
