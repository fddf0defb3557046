export * from './engine.js';
export { createLlamaEngine } from './llama/llama-engine.js';
export type { LlamaEngineOptions } from './llama/options.js';
