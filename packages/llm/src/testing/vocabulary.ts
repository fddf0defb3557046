import { bool, i32s, string, strings, u32, type Metadata } from './gguf-writer.js';

/** Token kinds of GGUF's `tokenizer.ggml.token_type`. */
const NORMAL = 1;
const CONTROL = 3;
const USER_DEFINED = 4;
const UNUSED = 5;

const END_OF_TEXT = '<|endoftext|>';
export const TURN_END = '<|im_end|>';

const SPECIAL: [text: string, kind: number][] = [
  [END_OF_TEXT, CONTROL],
  ['<|im_start|>', CONTROL],
  [TURN_END, CONTROL],
  ['<think>', USER_DEFINED],
  ['</think>', USER_DEFINED],
];

/** ChatML. */
export const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** The same without line ends between the turns, and naming the marks of a thought: by these the library knows that the model thinks. */
export const THINKING_TEMPLATE =
  "{# <think>thought</think>answer #}{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/** A byte-level BPE vocabulary in the manner of GPT-2: 256 bytes, merged pieces, and the special tokens of a chat. */
export class Vocabulary {
  readonly #ids = new Map<string, number>();
  readonly #kinds: number[] = [];
  readonly #merges: string[] = [];

  constructor() {
    for (const character of BYTE_CHARACTERS) this.#add(character, NORMAL);
    for (const [text, kind] of SPECIAL) this.#add(text, kind);
  }

  get size(): number {
    return this.#kinds.length;
  }

  /** Adds a text as one token, merged from its bytes from left to right, with the pieces on the way. */
  addPiece(text: string): void {
    if (this.#ids.has(text)) return;
    const [first = '', ...others] = Array.from(Buffer.from(text, 'utf8'), characterOf);
    let piece = first;
    for (const next of others) {
      if (!this.#ids.has(piece + next)) {
        this.#merges.push(`${piece} ${next}`);
        this.#add(piece + next, NORMAL);
      }
      piece += next;
    }
  }

  /** Fills up with tokens that never occur. */
  padTo(size: number): void {
    while (this.size < size) this.#add(`<|unused${this.size}|>`, UNUSED);
  }

  /** @throws when there is no such token. */
  idOf(text: string): number {
    const id = this.#ids.get(text) ?? this.#ids.get(Array.from(Buffer.from(text, 'utf8'), characterOf).join(''));
    if (id === undefined) throw new Error(`no token for ${JSON.stringify(text)}`);
    return id;
  }

  metadata(): Metadata {
    return {
      'tokenizer.ggml.model': string('gpt2'),
      'tokenizer.ggml.pre': string('qwen2'),
      'tokenizer.ggml.tokens': strings([...this.#ids.keys()]),
      'tokenizer.ggml.token_type': i32s(this.#kinds),
      'tokenizer.ggml.merges': strings(this.#merges),
      'tokenizer.ggml.eos_token_id': u32(this.idOf(TURN_END)),
      'tokenizer.ggml.bos_token_id': u32(this.idOf(END_OF_TEXT)),
      'tokenizer.ggml.add_bos_token': bool(false),
    };
  }

  #add(token: string, kind: number): void {
    this.#ids.set(token, this.#kinds.length);
    this.#kinds.push(kind);
  }
}

/** GPT-2 writes each byte as one printable character: itself where it is one, else the next from U+0100 on. */
const BYTE_CHARACTERS: string[] = Array.from({ length: 256 }, () => '');
let substitute = 0x100;
for (let byte = 0; byte < 256; byte++) {
  const printable = (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
  BYTE_CHARACTERS[byte] = String.fromCodePoint(printable ? byte : substitute++);
}

function characterOf(byte: number): string {
  return BYTE_CHARACTERS[byte] ?? '';
}
