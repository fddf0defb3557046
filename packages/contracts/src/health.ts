import { z } from 'zod';
import { query } from './endpoint.js';

export const Health = z
  .object({
    status: z.literal('ok'),
    version: z.string(),
    registration: z.enum(['open', 'closed']).describe('Whether POST /users works without a key'),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;

export const health = {
  check: query({ access: 'public', rest: ['GET', '/health'], summary: 'ヘルスチェック（データベースに届かないときは 503）', input: z.object({}), output: Health }),
};
