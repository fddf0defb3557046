import { LlmError } from '../../engine.js';
import type { AnswerOrder, FromChild, LoadJob, ReadyMessage } from '../protocol.js';
import { AnswerRun } from './answer-run.js';
import { loadModel, type LoadedModel } from './load-model.js';
import type { NativeLog } from './native-log.js';
import { Outbox } from './outbox.js';
import { Slots } from './slots.js';

/** One loaded model that answers as many questions at a time as it has slots. */
export class InferenceServer {
  readonly #outbox: Outbox;
  readonly #slots: Slots;
  readonly #running = new Map<number, AbortController>();

  static async load(job: LoadJob, log: NativeLog, send: (message: FromChild) => void): Promise<InferenceServer> {
    return new InferenceServer(await loadModel(job, log), job.slots, send);
  }

  private constructor(
    private readonly loaded: LoadedModel,
    slots: number,
    private readonly send: (message: FromChild) => void,
  ) {
    this.#slots = new Slots(loaded, slots);
    this.#outbox = new Outbox(send);
  }

  get ready(): ReadyMessage {
    const { context, chatWrapper, engine } = this.loaded;
    return { kind: 'ready', contextSize: context.contextSize, chatWrapper: chatWrapper.wrapperName, engine };
  }

  answer(order: AnswerOrder): void {
    const stop = new AbortController();
    this.#running.set(order.id, stop);
    void this.#run(order, stop.signal).finally(() => this.#running.delete(order.id));
  }

  /** Ends an answer after its current step; what was generated stays. */
  stop(id: number): void {
    this.#running.get(id)?.abort(new Error('stopped'));
  }

  async #run(order: AnswerOrder, stop: AbortSignal): Promise<void> {
    const slot = this.#slots.take();
    let last: FromChild;
    try {
      if (slot === undefined) throw new Error('more questions than slots');
      last = await new AnswerRun(order, stop, slot, this.#slots, this.loaded, this.#outbox, this.send).run();
    } catch (error) {
      last = { kind: 'refused', id: order.id, error: asWireError(error) };
    } finally {
      if (slot !== undefined) slot.busy = false;
    }
    this.#outbox.flush();
    this.send(last);
  }
}

function asWireError(error: unknown): Extract<FromChild, { kind: 'refused' }>['error'] {
  if (!(error instanceof LlmError)) return { code: 'engine_error', message: `The model could not answer: ${error instanceof Error ? error.message : String(error)}` };
  const { code, message, promptTokens, contextSize } = error;
  return { code, message, ...(promptTokens === undefined ? {} : { promptTokens }), ...(contextSize === undefined ? {} : { contextSize }) };
}
