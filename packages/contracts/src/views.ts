import { z } from 'zod';
import { mutation, query } from './endpoint.js';
import { filledText, id, text, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

/** A filter of the log table that somebody keeps under a name. Everybody's own. */
export const SavedView = z
  .object({ id, name: z.string(), search: z.string().describe('The query of the address, without its question mark'), created_at: timestamp })
  .meta({ id: 'SavedView' });
export type SavedView = z.infer<typeof SavedView>;

const name = filledText(textLimits.name);
const search = text(2000);
const viewId = z.object({ view_id: id });

export const views = {
  list: query({ access: 'signed_in', summary: '保存した絞り込みの一覧（名前順）', input: z.object({}), output: z.array(SavedView) }),
  create: mutation({ access: 'signed_in', summary: '絞り込みの保存（名前が同じなら409）', refusals: [409], input: z.object({ name, search }), output: SavedView }),
  update: mutation({ access: 'signed_in', summary: '保存した絞り込みの変更（省略は変更なし）', refusals: [409], input: viewId.extend({ name: name.optional(), search: search.optional() }), output: SavedView }),
  remove: mutation({ access: 'signed_in', summary: '保存した絞り込みの削除', input: viewId, output: viewId }),
};
