import { getLlama, getModuleVersion, LlamaLogLevel, resolveChatWrapper, type ChatWrapper, type Llama, type LlamaContext, type LlamaModel } from 'node-llama-cpp';
import type { LoadJob } from '../protocol.js';
import { BatchOrder } from './batch-order.js';
import { inspectFile } from './inspect-file.js';
import type { NativeLog } from './native-log.js';

const DEFAULT_CONTEXT_SIZE = 4096;
/**
 * Tokens of a prompt evaluated at a time: an abort waits for one piece, the other answers stand still for one. The same
 * number on every run of a machine, as another number gives (slightly) other floating point results.
 */
const PREFILL_PIECE = { cpu: 64, gpu: 256 };

export interface LoadedModel {
  model: LlamaModel;
  context: LlamaContext;
  /** Resolving it renders the template against every known format: half a second of blocked event loop, so once. */
  chatWrapper: ChatWrapper;
  batches: BatchOrder;
  prefillPiece: number;
  engine: string;
}

/** Loads the weights, the adapter, and one context for all slots. @throws what the library throws. */
export async function loadModel(job: LoadJob, log: NativeLog): Promise<LoadedModel> {
  // A damaged header is found before the native library is ready, which takes a second.
  const [llama] = await Promise.all([startLlama(job, log), inspectFile(job.file)]);
  const model = await llama.loadModel({ modelPath: job.file });
  const prefillPiece = llama.gpu === false ? PREFILL_PIECE.cpu : PREFILL_PIECE.gpu;
  const batches = new BatchOrder(prefillPiece);
  const context = await model.createContext({
    contextSize: Math.min(model.trainContextSize, job.contextSize ?? DEFAULT_CONTEXT_SIZE),
    sequences: job.slots,
    threads: { ideal: job.threads, min: job.threads },
    batching: { itemPrioritizationStrategy: batches.strategy },
    ...(job.adapter === null ? {} : { lora: job.adapter }),
  });
  batches.attach(context);
  const engine = `node-llama-cpp ${await getModuleVersion()} (llama.cpp ${llama.llamaCppRelease.release}, ${llama.gpu === false ? 'cpu' : llama.gpu})`;
  return { model, context, chatWrapper: resolveChatWrapper(model), batches, prefillPiece, engine };
}

function startLlama(job: LoadJob, log: NativeLog): Promise<Llama> {
  return getLlama({
    gpu: job.gpu === 'off' ? false : 'auto',
    build: 'never',
    skipDownload: true,
    progressLogs: false,
    logLevel: LlamaLogLevel.error,
    logger: log.logger,
    maxThreads: job.threads,
  });
}
