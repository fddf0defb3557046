import { LlamaLogLevel } from 'node-llama-cpp';

const KEPT_LINES = 20;
/** These lines only say that it failed; the line before them says why. */
const SAYS_NOTHING = /^(failed to load model|failed to read (key-value pairs|header|tensor))/;
const PREFIXES = /^(\w+: |error loading model: |error loading model \w+: )+/;

/** The last error lines of llama.cpp: the library's own error is a mere "Failed to load model". */
export class NativeLog {
  readonly #lines: string[] = [];

  readonly logger = (level: LlamaLogLevel, message: string): void => {
    if (level !== LlamaLogLevel.error && level !== LlamaLogLevel.fatal) return;
    this.#lines.push(message.trim());
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  };

  /** Why the last load failed, without llama.cpp's function names and repetitions; empty when it said nothing. */
  reasons(): string {
    const said = this.#lines.map((line) => line.replace(PREFIXES, '')).filter((line) => line !== '');
    const useful = said.filter((line) => !SAYS_NOTHING.test(line));
    return [...new Set(useful.length > 0 ? useful : said.slice(0, 1))].join('; ');
  }
}
