import type { Token, Tokenizer } from 'node-llama-cpp';
import type { Library, Pointer } from './native/library.js';

const CONTROL = 1 << 3;
const SENTENCE_PIECE = 1;

/** What one token says: whole characters as a string, a part of one as bytes. */
export interface Piece {
  text: string | Uint8Array;
  /** Never part of an answer: `<|im_end|>`. The text is there all the same, to be recognised. */
  control: boolean;
  endOfGeneration: boolean;
}

/** The tokens of a model. */
export class Vocabulary {
  readonly size: number;
  readonly #pieces = new Map<number, Piece>();
  readonly #addsSpace: boolean;

  constructor(
    private readonly library: Library,
    private readonly vocab: Pointer,
  ) {
    this.size = library.llama_vocab_n_tokens(vocab);
    // SentencePiece puts a space before the first word of whatever it is given, also in the middle of a prompt.
    this.#addsSpace = library.llama_vocab_type(vocab) === SENTENCE_PIECE && this.#bytesOf(this.#tokenize('a', false)[0] ?? 0, false)[0] === 0x20;
  }

  piece(token: number): Piece {
    let piece = this.#pieces.get(token);
    if (piece === undefined) {
      const bytes = this.#bytesOf(token, true);
      const control = (this.library.llama_vocab_get_attr(this.vocab, token) & CONTROL) !== 0;
      piece = { text: wholeText(bytes) ?? bytes, control, endOfGeneration: this.library.llama_vocab_is_eog(this.vocab, token) };
      this.#pieces.set(token, piece);
    }
    return piece;
  }

  get bosText(): string | null {
    const bos = this.library.llama_vocab_bos(this.vocab);
    return bos < 0 ? null : this.#bytesOf(bos, true).toString('utf8');
  }

  /** The same in the form in which node-llama-cpp's chat formats want it. */
  get tokenizer(): Tokenizer {
    const tokenize = (text: string, special: boolean | 'builtin' = false, options?: 'trimLeadingSpace'): Token[] => {
      if (special === 'builtin') return this.#builtin(text) as Token[];
      return (options === 'trimLeadingSpace' && this.#addsSpace ? this.#tokenizeWithoutSpace(text, special) : this.#tokenize(text, special)) as Token[];
    };
    const detokenize = (tokens: readonly Token[], special = false): string => Buffer.concat(tokens.map((token) => this.#bytesOf(token, special))).toString('utf8');
    const isEogToken = (token: Token): boolean => this.piece(token).endOfGeneration;
    const isSpecialToken = (token: Token): boolean => this.piece(token).control || isEogToken(token) || (detokenize([token]) === '' && detokenize([token], true) !== '');
    return Object.assign(tokenize, { detokenize, isSpecialToken, isEogToken }) as Tokenizer;
  }

  #tokenizeWithoutSpace(text: string, special: boolean): number[] {
    const lineBreak = this.#tokenize('\n', special);
    const tokens = this.#tokenize(`\n${text}`, special);
    return lineBreak.every((token, index) => tokens[index] === token) ? tokens.slice(lineBreak.length) : this.#tokenize(text, special);
  }

  #tokenize(text: string, special: boolean): number[] {
    if (text === '') return [];
    const bytes = Buffer.from(text, 'utf8');
    // A token is a byte at least; one more for the space that may be added.
    let tokens = new Int32Array(bytes.length + 16);
    const tokenize = (): number => this.library.llama_tokenize(this.vocab, bytes, bytes.length, tokens, tokens.length, false, special);
    let count = tokenize();
    if (count < 0) {
      // Some vocabularies make more of a text: then it says how many.
      tokens = new Int32Array(-count);
      count = tokenize();
    }
    if (count < 0) throw new Error(`the text could not be split into tokens (${count})`);
    return Array.from(tokens.subarray(0, count));
  }

  #builtin(name: string): number[] {
    const { library, vocab } = this;
    const tokens: Record<string, () => number> = {
      BOS: () => library.llama_vocab_bos(vocab),
      EOS: () => library.llama_vocab_eos(vocab),
      NL: () => library.llama_vocab_nl(vocab),
      EOT: () => library.llama_vocab_eot(vocab),
      SEP: () => library.llama_vocab_sep(vocab),
    };
    const token = tokens[name]?.() ?? -1;
    return token < 0 ? [] : [token];
  }

  /** An id outside the vocabulary would end the process, so it says nothing. */
  #bytesOf(token: number, special: boolean): Buffer {
    if (token < 0 || token >= this.size) return Buffer.alloc(0);
    const piece = Buffer.alloc(32);
    const length = this.library.llama_token_to_piece(this.vocab, token, piece, piece.length, 0, special);
    if (length >= 0) return piece.subarray(0, length);
    const longer = Buffer.alloc(-length);
    return longer.subarray(0, this.library.llama_token_to_piece(this.vocab, token, longer, longer.length, 0, special));
  }
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function wholeText(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}
