import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, id, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

export const ApiKey = z
  .object({
    id,
    user_id: id,
    username: z.string(),
    name: z.string(),
    prefix: z.string().describe('The first characters, to tell keys apart'),
    created_at: timestamp,
    last_used_at: timestamp.nullable(),
    revoked_at: timestamp.nullable(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

export const CreatedApiKey = ApiKey.extend({ api_key: z.string().describe('Shown this once; only its hash is kept') }).meta({ id: 'CreatedApiKey' });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

export const keys = {
  list: query({
    access: 'signed_in',
    rest: ['GET', '/keys'],
    summary: 'APIキー一覧（自分のもの。管理者は user_id で他のユーザーのもの）',
    input: z.object({ user_id: id.optional() }),
    output: z.array(ApiKey),
  }),
  create: mutation({
    access: 'signed_in',
    rest: ['POST', '/keys'],
    status: 201,
    refusals: [404, 409],
    summary: 'APIキーの追加発行（自分のもの。管理者は user_id で他のユーザーのもの）',
    input: z.object({ name: filledText(textLimits.name), user_id: id.optional() }),
    output: CreatedApiKey,
  }),
  revoke: mutation({ access: 'signed_in', rest: ['DELETE', '/keys/{key_id}'], summary: 'APIキーの失効', input: z.object({ key_id: id }), output: ApiKey }),
  replace: mutation({
    access: 'signed_in',
    rest: ['POST', '/keys/{key_id}/replace'],
    status: 201,
    refusals: [409],
    summary: '同じ名前の新しいAPIキーを発行し、古いキーを失効させる',
    input: z.object({ key_id: id }),
    output: CreatedApiKey,
  }),
};
