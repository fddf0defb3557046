interface Part {
  channel: 'answer' | 'thought';
  text: string;
}

const OPEN = '<think>';
const CLOSE = '</think>';
const LONGEST_INDENT = 100;

/**
 * Takes `<think>…</think>` at the beginning of an answer out of it, for servers that do not (Ollama and mlx_lm.server with some models).
 * Later tags are text: a model may be asked about them. What may become a tag is held back until it is known.
 */
export class ThinkTags {
  #state: 'start' | 'thought' | 'answer' = 'start';
  #held = '';
  #trimming = false;

  /** The server separates the thinking itself. */
  disable(): Part[] {
    return this.#state === 'start' ? this.#flushAs('answer') : [];
  }

  split(text: string): Part[] {
    this.#held += text;
    const parts: Part[] = [];
    if (this.#state === 'start') this.#readStart();
    if (this.#state === 'thought') parts.push(...this.#readThought());
    if (this.#state === 'answer') parts.push(...this.#flushAs('answer'));
    return parts;
  }

  /** What is still held back at the end. */
  end(): Part[] {
    return this.#flushAs(this.#state === 'thought' ? 'thought' : 'answer');
  }

  #readStart(): void {
    const begun = this.#held.trimStart();
    if (begun.startsWith(OPEN)) this.#enter('thought', begun.slice(OPEN.length));
    else if (!OPEN.startsWith(begun) || this.#held.length > LONGEST_INDENT) this.#state = 'answer';
  }

  #readThought(): Part[] {
    const end = this.#held.indexOf(CLOSE);
    const thought = this.#held.slice(0, end === -1 ? this.#held.length - pendingLength(this.#held) : end);
    const rest = this.#held.slice(thought.length);
    this.#held = thought;
    const parts = this.#flushAs('thought');
    if (end === -1) this.#held = rest;
    else this.#enter('answer', rest.slice(CLOSE.length));
    return parts;
  }

  #enter(state: 'thought' | 'answer', rest: string): void {
    this.#state = state;
    this.#held = rest;
    this.#trimming = true;
  }

  #flushAs(channel: Part['channel']): Part[] {
    const text = this.#trimming ? this.#held.trimStart() : this.#held;
    this.#held = '';
    if (this.#state === 'start') this.#state = 'answer';
    if (text === '') return [];
    this.#trimming = false;
    return [{ channel, text }];
  }
}

/** How much of the end may be the beginning of the closing tag. */
function pendingLength(text: string): number {
  for (let length = Math.min(CLOSE.length - 1, text.length); length > 0; length--) if (CLOSE.startsWith(text.slice(-length))) return length;
  return 0;
}
