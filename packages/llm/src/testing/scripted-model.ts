import { string, writeGguf } from './gguf-writer.js';
import { llamaMetadata, llamaTensors, type LlamaShape } from './llama-model.js';
import { CHAT_TEMPLATE, THINKING_TEMPLATE, TURN_END, Vocabulary } from './vocabulary.js';

const HEAD_SIZE = 64;
/** How much more likely the scripted token is than any other: about e^90. */
const CERTAINTY = 4;

interface ScriptedModelOptions {
  /**
   * What follows what, as pieces of text that become one token each; `<think>`, `</think>` and `<|im_end|>` may be among them.
   * A piece always has the same successor, so two chains must not continue it differently. After the last piece the answer ends. The first
   * is what the prompt ends with; after this model's template that is `\n`.
   */
  chains: readonly (readonly string[])[];
  /** What is between `<think>` and `</think>` is a thought. */
  thinks?: boolean;
  name?: string;
  contextSize?: number;
}

/**
 * Writes a model (about 1 MB) that says exactly what the script says. Attention and feed forward are zero, the embedding is the
 * identity, and the output matrix leads from each token to its successor.
 */
export function writeScriptedModel(file: string, { chains, thinks = false, name = 'scripted', contextSize = 4096 }: ScriptedModelOptions): void {
  const vocabulary = new Vocabulary();
  for (const piece of chains.flat()) vocabulary.addPiece(piece);
  const size = Math.ceil(vocabulary.size / HEAD_SIZE) * HEAD_SIZE;
  vocabulary.padTo(size);
  const predecessors: number[][] = Array.from({ length: size }, () => []);
  const successors = successorsOf(chains, vocabulary);
  for (let token = 0; token < size; token++) predecessors[successors.get(token) ?? vocabulary.idOf(TURN_END)]?.push(token);

  const shape: LlamaShape = { name, layers: 1, width: size, heads: size / HEAD_SIZE, keyValueHeads: 1, feedForward: HEAD_SIZE, contextSize };
  const fillOf = (matrix: string) => (row: Float32Array, index: number) => {
    if (matrix === 'token_embd') row[index] = 1;
    else if (matrix === 'output') for (const token of predecessors[index] ?? []) row[token] = CERTAINTY;
  };
  const template = string(thinks ? THINKING_TEMPLATE : CHAT_TEMPLATE);
  writeGguf(file, { ...llamaMetadata(shape, vocabulary), 'tokenizer.chat_template': template }, llamaTensors(shape, size, 'f16', fillOf));
}

/** Without the last pieces: after those the answer ends. */
function successorsOf(chains: readonly (readonly string[])[], vocabulary: Vocabulary): Map<number, number> {
  const successors = new Map<number, number>();
  for (const chain of chains)
    for (const [index, piece] of chain.slice(0, -1).entries()) {
      const id = vocabulary.idOf(piece);
      const next = vocabulary.idOf(chain[index + 1] ?? TURN_END);
      if ((successors.get(id) ?? next) !== next) throw new Error(`${JSON.stringify(piece)} has two successors`);
      successors.set(id, next);
    }
  return successors;
}
