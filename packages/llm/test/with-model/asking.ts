import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AnswerEvent, AnswerOptions, FileSource, LlmEngine, Sampling } from '../../src/index.js';

export const demoFolder = fileURLToPath(new URL('../../../../models/demo/', import.meta.url));
export const demoModel: FileSource = { file: join(demoFolder, 'llamune-demo-v1.q8_0.gguf') };

/** Greedy, as the demo model is meant to be used. */
export function sampling(changes: Partial<Sampling> = {}): Sampling {
  return { temperature: 0, topP: 1, topK: 40, minP: 0, repeatPenalty: 1, seed: 1, maxTokens: 200, ...changes };
}

export interface Question extends Partial<AnswerOptions> {
  source?: FileSource;
  system?: string;
  sampling?: Partial<Sampling>;
}

type Done = AnswerEvent & { type: 'done' };

const open = new Map<Asked, LlmEngine>();

/** Stops what a test has left running, whether it passed or not. */
export async function stopAll(engine: LlmEngine): Promise<void> {
  const running = [...open].filter(([, of]) => of === engine).map(([asked]) => asked);
  for (const asked of running) asked.stop();
  await Promise.allSettled(running.map(({ done }) => done));
}

/** A question whose answer is read as fast as it comes. */
export class Asked {
  readonly events: AnswerEvent[] = [];
  /** The last event; rejects with what the engine threw. */
  readonly done: Promise<Done>;
  readonly #stop = new AbortController();
  readonly #watchers = new Set<() => void>();
  #over = false;

  constructor(engine: LlmEngine, question: string, { source = demoModel, system, sampling: changes, ...options }: Question = {}) {
    const messages = [...(system === undefined ? [] : [{ role: 'system' as const, content: system }]), { role: 'user' as const, content: question }];
    const answer = engine.answer({ source, messages, sampling: sampling(changes) }, { user: 'someone', deadlineMs: 50_000, signal: this.#stop.signal, ...options });
    this.done = this.#read(answer);
    open.set(this, engine);
    this.done.catch(() => {});
  }

  get text(): string {
    return this.#joined('answer');
  }

  get thought(): string {
    return this.#joined('thought');
  }

  get tokens(): number {
    return this.events.filter(({ type }) => type === 'delta').length;
  }

  get positions(): number[] {
    return this.events.flatMap((event) => (event.type === 'queued' ? [event.position] : []));
  }

  stop(): void {
    this.#stop.abort();
  }

  /** Waits until there are so many events of the type. */
  async had(type: AnswerEvent['type'], count = 1): Promise<void> {
    while (this.events.filter((event) => event.type === type).length < count) {
      if (this.#over) {
        await this.done;
        throw new Error(`the answer ended without ${count} "${type}": ${JSON.stringify(this.events)}`);
      }
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  async #read(answer: AsyncIterable<AnswerEvent>): Promise<Done> {
    try {
      for await (const event of answer) this.#note(event);
    } finally {
      this.#over = true;
      open.delete(this);
      this.#note();
    }
    const last = this.events.at(-1);
    if (last?.type !== 'done') throw new Error(`the last event is ${JSON.stringify(last)}`);
    return last;
  }

  #note(event?: AnswerEvent): void {
    if (event !== undefined) this.events.push(event);
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
  }

  #joined(channel: 'answer' | 'thought'): string {
    return this.events.map((event) => (event.type === 'delta' && event.channel === channel ? event.text : '')).join('');
  }
}

/** A folder that is removed when its scope ends. */
export function temporaryFolder(): Disposable & { file: (name: string) => string } {
  const folder = mkdtempSync(join(tmpdir(), 'llamune-llm-'));
  return { file: (name) => join(folder, name), [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Waits for what nobody tells of. */
export async function eventually(condition: () => boolean, withinMs = 30_000): Promise<void> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
