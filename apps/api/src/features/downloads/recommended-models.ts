import type { RecommendedModel } from '@llamune/contracts';
import type { LlmEngine } from '@llamune/llm';

interface Recommended extends Omit<RecommendedModel, 'memory_gb' | 'fits'> {
  memoryGb: number;
  /** Keys and values of one token in 16 bits: layers × key/value heads × head size × 4 bytes. */
  contextBytesPerToken: number;
}

/** Good at Japanese, with a licence that allows work, of an architecture that llama.cpp has known for long; the smallest machine first. */
const models: Recommended[] = [
  {
    memoryGb: 8,
    name: 'Qwen3-4B-Instruct-2507（Q4_K_M）',
    address: 'hf:bartowski/Qwen_Qwen3-4B-Instruct-2507-GGUF/Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf',
    bytes: 2_497_280_736,
    license: 'Apache-2.0',
    note: '小さいわりに指示によく従います。操作や流れを試す、短い質問に答える、といった用途に。専門知識は大きいモデルに及びません。',
    note_en: 'Follows instructions well for its size. For trying things out and for short questions; larger models know more of any profession.',
    contextBytesPerToken: 36 * 8 * 128 * 4,
  },
  {
    memoryGb: 16,
    name: 'Qwen2.5-7B-Instruct（Q4_K_M）',
    address: 'hf:bartowski/Qwen2.5-7B-Instruct-GGUF/Qwen2.5-7B-Instruct-Q4_K_M.gguf',
    bytes: 4_683_074_240,
    license: 'Apache-2.0',
    note: '日本語・計算・表の扱いのつり合いがよく、数人で同時に使えます。14B と同じ系列なので、比較の基準にも。',
    note_en: 'Balanced in Japanese, arithmetic and tables; several people can use it at once. Of the same family as 14B, so it also serves as a yardstick.',
    contextBytesPerToken: 28 * 4 * 128 * 4,
  },
  {
    memoryGb: 16,
    name: 'Llama 3.1 Swallow 8B Instruct v0.5（Q4_K_M）',
    address: 'hf:mmnga/Llama-3.1-Swallow-8B-Instruct-v0.5-gguf/Llama-3.1-Swallow-8B-Instruct-v0.5-Q4_K_M.gguf',
    bytes: 4_920_736_064,
    license: 'Llama 3.1 Community License / Gemma Terms of Use',
    note: '日本語で追加学習されたモデルです。日本の制度や言い回しに強く、文章が自然です。',
    note_en: 'Trained further in Japanese: knows Japanese institutions and phrases, and writes naturally.',
    contextBytesPerToken: 32 * 8 * 128 * 4,
  },
  {
    memoryGb: 32,
    name: 'Qwen2.5-14B-Instruct（Q4_K_M）',
    address: 'hf:bartowski/Qwen2.5-14B-Instruct-GGUF/Qwen2.5-14B-Instruct-Q4_K_M.gguf',
    bytes: 8_988_110_976,
    license: 'Apache-2.0',
    note: '業務の評価を始めるときの標準です。訓練済みの例も多く、追加訓練の土台に向きます。16 GB のマシンでは LLM_SLOTS を 1 にしてください。',
    note_en: 'The standard to begin an evaluation with. Much used for further training. With 16 GB of memory set LLM_SLOTS to 1.',
    contextBytesPerToken: 48 * 8 * 128 * 4,
  },
  {
    memoryGb: 32,
    name: 'Qwen3-30B-A3B-Instruct-2507（Q4_K_M）',
    address: 'hf:unsloth/Qwen3-30B-A3B-Instruct-2507-GGUF/Qwen3-30B-A3B-Instruct-2507-Q4_K_M.gguf',
    bytes: 18_556_686_752,
    license: 'Apache-2.0',
    note: '一度に使う重みが少ない方式（MoE）で、大きさのわりに速く答えます。GPU のないマシンにも。',
    note_en: 'Uses few of its weights at a time (MoE), so it answers fast for its size, also without a GPU.',
    contextBytesPerToken: 48 * 4 * 128 * 4,
  },
  {
    memoryGb: 64,
    name: 'Qwen2.5-32B-Instruct（Q4_K_M）',
    address: 'hf:bartowski/Qwen2.5-32B-Instruct-GGUF/Qwen2.5-32B-Instruct-Q4_K_M.gguf',
    bytes: 19_851_336_576,
    license: 'Apache-2.0',
    note: '専門的な質問への答えが、14B より一段正確です。何人かで同時に使っても余裕があります。',
    note_en: 'Answers professional questions noticeably better than 14B. There is room for several people at once.',
    contextBytesPerToken: 64 * 8 * 128 * 4,
  },
  {
    memoryGb: 64,
    name: 'Qwen2.5-32B-Instruct（Q8_0）',
    address: 'hf:bartowski/Qwen2.5-32B-Instruct-GGUF/Qwen2.5-32B-Instruct-Q8_0.gguf',
    bytes: 34_820_885_376,
    license: 'Apache-2.0',
    note: '量子化による劣化がほとんどありません。速さより正確さを取るとき、量子化の影響を確かめるときに。',
    note_en: 'Loses almost nothing to quantization: for when accuracy matters more than speed, and to see what quantization costs.',
    contextBytesPerToken: 64 * 8 * 128 * 4,
  },
];

/** Four answers of 4,096 tokens each, as the engine does without other settings; and its buffers. The preview of a download knows exactly. */
const usualTokens = 4 * 4096;
const bufferBytes = 400e6;

export const recommendedModels = (engine: LlmEngine): RecommendedModel[] => {
  const budgetBytes = engine.status().memory?.budgetBytes ?? 0;
  return models.map(({ memoryGb, contextBytesPerToken, ...model }) => ({ memory_gb: memoryGb, ...model, fits: model.bytes + usualTokens * contextBytesPerToken + bufferBytes <= budgetBytes }));
};
