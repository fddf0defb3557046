import { z } from 'zod';
import { Role } from './codes.js';
import { mutation, query } from './endpoint.js';
import { before, filledText, id, limit, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

export const User = z
  .object({ id, username: z.string(), role: Role, disabled: z.boolean(), created_at: timestamp, last_used_at: timestamp.nullable().describe('Last use of any of the keys, to the minute') })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;

export const CreateUser = z
  .object({ username: filledText(textLimits.username), role: Role.optional().describe('Other than evaluator: only with the key of an admin') })
  .meta({ id: 'CreateUser' });
export const CreatedUser = z
  .object({ id, username: z.string(), api_key: z.string().describe('Shown this once; only its hash is kept'), created_at: timestamp, role: Role })
  .meta({ id: 'CreatedUser' });
export type CreatedUser = z.infer<typeof CreatedUser>;

export const users = {
  create: mutation({ access: 'public', rest: ['POST', '/users'], status: 201, summary: 'ユーザー作成・APIキー発行', refusals: [403, 409, 429], input: CreateUser, output: CreatedUser }),
  me: query({ access: 'signed_in', rest: ['GET', '/users/me'], summary: '自分のユーザー情報', input: z.object({}), output: User }),
  list: query({ access: 'admin', rest: ['GET', '/users'], summary: 'ユーザー一覧', input: z.object({ limit, before }), output: z.array(User), nextPage: { input: 'before', from: 'id' } }),
  update: mutation({
    access: 'admin',
    rest: ['PUT', '/users/{user_id}'],
    refusals: [409],
    summary: 'ロールの変更・利用停止（停止するとそのキーはすべて使えなくなる）',
    input: z.object({ user_id: id, role: Role.optional(), disabled: z.boolean().optional() }),
    output: User,
  }),
};
