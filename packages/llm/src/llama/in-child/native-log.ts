import koffi from 'koffi';
import type { Library } from './native/library.js';
import { logCallback } from './native/structs.js';

const ERROR = 4;
/** ggml's level for a line that goes on. */
const CONTINUED = 5;
const KEPT_LINES = 20;
/** These lines only say that it failed; the line before them says why. */
const SAYS_NOTHING = /^(failed to load model|failed to read (key-value pairs|header|tensor))/;
const PREFIXES = /^(\w+: |error loading model: |error loading model \w+: )+/;

/** The last error lines of llama.cpp: its functions only say that they failed. */
export class NativeLog {
  readonly #lines: string[] = [];
  #level = 0;

  /**
   * Runs `work` and listens meanwhile. Only while something is loaded: later llama.cpp may log from threads of its own, which
   * would wait for this thread while it waits for them. Then its lines go to stderr, as they do by default.
   */
  during<T>(library: Library, work: () => T): T {
    this.#lines.length = 0;
    const callback = koffi.register((level: number, text: string) => this.#add(level, text), koffi.pointer(logCallback));
    library.llama_log_set(callback, null);
    try {
      return work();
    } finally {
      library.llama_log_set(null, null);
      koffi.unregister(callback);
    }
  }

  /** Why the last load failed, without llama.cpp's function names and repetitions; empty when it said nothing. */
  reasons(): string {
    const said = this.#lines.map((line) => line.trim().replace(PREFIXES, '')).filter((line) => line !== '');
    const useful = said.filter((line) => !SAYS_NOTHING.test(line));
    return [...new Set(useful.length > 0 ? useful : said.slice(0, 1))].join('; ');
  }

  #add(level: number, text: string): void {
    if (level === CONTINUED && this.#level === ERROR) this.#lines.push((this.#lines.pop() ?? '') + text);
    if (level === ERROR) this.#lines.push(text);
    if (level !== CONTINUED) this.#level = level;
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  }
}
