import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, id, text, textLimits, timestamp } from './fields.js';

export const Poc = z
  .object({ id, name: z.string(), domain: z.string().nullable(), default_system_prompt: z.string().nullable(), created_at: timestamp })
  .meta({ id: 'Poc' });
export type Poc = z.infer<typeof Poc>;

export const CreatePoc = z
  .object({ name: filledText(textLimits.name), domain: filledText(textLimits.name), default_system_prompt: text(textLimits.systemPrompt).nullish() })
  .meta({ id: 'CreatePoc' });
/** Omitted or null leaves a field as it is; an empty system prompt is stored as empty. */
export const UpdatePoc = z.object({
  poc_id: id,
  name: filledText(textLimits.name).nullish(),
  domain: filledText(textLimits.name).nullish(),
  default_system_prompt: text(textLimits.systemPrompt).nullish(),
});

export const pocs = {
  list: query({ access: 'signed_in', rest: ['GET', '/pocs'], summary: 'PoC一覧', input: z.object({}), output: z.array(Poc) }),
  create: mutation({ access: 'admin', rest: ['POST', '/pocs'], status: 201, summary: 'PoC登録', input: CreatePoc, output: Poc }),
  update: mutation({ access: 'admin', rest: ['PUT', '/pocs/{poc_id}'], summary: 'PoC変更（省略・null は変更なし）', input: UpdatePoc, output: Poc }),
};
