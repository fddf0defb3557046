export * from './engine.js';
export { createEngine, type EngineOptions } from './create-engine.js';
export { createLlamaEngine } from './llama/llama-engine.js';
export type { LlamaEngineOptions } from './llama/options.js';
export { shippedVersions, type ShippedVersions } from './llama/shipped-versions.js';
export { createServerEngine } from './openai/server-engine.js';
export type { ServerEngineOptions } from './openai/options.js';
