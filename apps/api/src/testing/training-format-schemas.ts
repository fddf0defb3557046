/** JSON Schemas of one record of each training format, after what its readers document. Nothing beside what they name may be in one. */

const text = { type: 'string' };
const message = (...roles: string[]) => ({ type: 'object', properties: { role: { enum: roles }, content: text }, required: ['role', 'content'], additionalProperties: false });
const answer = { type: 'array', items: message('assistant'), minItems: 1, maxItems: 1 };
// What is asked: an optional system message, then turns that end with the user's.
const prompt = {
  type: 'array',
  minItems: 1,
  items: message('system', 'user', 'assistant'),
  contains: message('user'),
};
const record = (properties: Record<string, object>, optional: Record<string, object> = {}) => ({ type: 'object', properties: { ...properties, ...optional }, required: Object.keys(properties), additionalProperties: false });

export const trainingFormatSchemas = {
  // OpenAI, "Supervised fine-tuning", chat format; mlx-lm, LORA.md, "chat".
  chat: record({ messages: { type: 'array', items: message('system', 'user', 'assistant'), minItems: 2, contains: message('assistant') } }),
  // TRL, "Dataset formats and types", preference with explicit prompt, conversational.
  dpo: record({ prompt, chosen: answer, rejected: answer }),
  // TRL, "Dataset formats and types", unpaired preference, conversational.
  kto: record({ prompt, completion: answer, label: { type: 'boolean' } }),
  // LLaMA-Factory, data/README.md, "Alpaca Format", supervised fine-tuning.
  alpaca: record({ instruction: text, input: text, output: text }, { system: text, history: { type: 'array', items: { type: 'array', items: text, minItems: 2, maxItems: 2 } } }),
  // LLaMA-Factory, data/README.md, "Sharegpt Format"; Axolotl, "conversation".
  sharegpt: record({ conversations: { type: 'array', minItems: 2, items: record({ from: { enum: ['system', 'human', 'gpt'] }, value: text }) } }),
};
