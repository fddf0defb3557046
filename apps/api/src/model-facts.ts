import type { ModelFacts as WireModelFacts } from '@llamune/contracts';
import type { ModelFacts } from '@llamune/llm';

export const modelFactsToWire = (file: string, { memory, ...facts }: ModelFacts): WireModelFacts => ({
  file,
  kind: facts.kind,
  architecture: facts.architecture,
  name: facts.name,
  quantization: facts.quantization,
  parameters: facts.parameters,
  train_context_size: facts.trainContextSize,
  bytes: facts.fileBytes,
  has_chat_template: facts.hasChatTemplate,
  memory_bytes: memory.weightsBytes + memory.contextBytes,
  memory_budget_bytes: memory.budgetBytes,
  fits: memory.fits,
});
