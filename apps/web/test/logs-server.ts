import type { EvaluateLogs, LogFilter, LogRow, Model, Poc, SavedView } from '@llamune/contracts';
import { vi } from 'vitest';
import { aUser, refuse, type Handlers } from './fake-server';

const now = '2026-01-31T09:00:00.000Z';
export const aRow = (row: Partial<LogRow> = {}): LogRow => ({
  id: 1,
  session_id: 5,
  timestamp: now,
  question: `減価償却とは？（${row.id ?? 1}）`,
  answer: '費用の配分です。',
  evaluation: null,
  priority: null,
  status: 1,
  username: 'hyouka',
  poc_name: '会計',
  model_name: 'llamune-demo',
  model_version: 1,
  model_is_demo: true,
  finish_reason: 'stop',
  completion_tokens: 20,
  duration_ms: 1500,
  evaluated_at: null,
  evaluated_by: null,
  updated_at: now,
  has_correct_answer: false,
  ...row,
});
const pocs = [
  { id: 1, name: '会計', domain: '会計', default_system_prompt: null, example_questions: [], created_at: now },
  { id: 2, name: '人事', domain: '人事', default_system_prompt: null, example_questions: [], created_at: now },
] satisfies Poc[];
const models = [{ id: 1, model_name: 'llamune-demo', version: 1, is_demo: true }] as Model[];

const fits = (row: LogRow, { evaluation, unevaluated, search, priority }: LogFilter) =>
  (evaluation === undefined || row.evaluation === evaluation) &&
  (unevaluated === undefined || (row.evaluation === null) === unevaluated) &&
  (priority === undefined || row.priority === priority) &&
  (search === undefined || row.question.includes(search) || row.answer.includes(search));

/** Logs in memory, answered as the server does: newest first, page by page, with its check of what the judge has seen. */
export const logServer = (count: number, more: Handlers = {}) => {
  const rows = Array.from({ length: count }, (_, index) => aRow({ id: count - index }));
  const views: SavedView[] = [];
  const asked: Record<string, unknown[]> = {};
  const noting = (handlers: Handlers): Handlers =>
    Object.fromEntries(
      Object.entries(handlers).map(([path, handle]) => [
        path,
        (input: never) => {
          (asked[path] ??= []).push(input);
          return handle(input);
        },
      ]),
    );
  let clock = Date.parse(now);
  const found = (filter: LogFilter) => rows.filter((row) => fits(row, filter));
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'pocs.list': () => pocs,
    'models.list': () => models,
    'logs.pages': ({ page_size, ...filter }: LogFilter & { page_size: number }) => {
      const ids = found(filter).map(({ id }) => id);
      return { total: ids.length, page_size, page_starts: ids.filter((_, index) => index % page_size === 0) };
    },
    'logs.rows': ({ limit, before = Infinity, ...filter }: LogFilter & { limit: number; before?: number }) => found(filter).filter(({ id }) => id < before).slice(0, limit),
    'logs.evaluateMany': ({ changes }: EvaluateLogs) => {
      const result = { updated: [] as unknown[], skipped: [] as unknown[] };
      for (const { log_id, seen_updated_at, ...to } of changes) {
        const row = rows.find(({ id }) => id === log_id);
        if (!row) result.skipped.push({ log_id, reason: 'not_found' });
        else if (seen_updated_at !== row.updated_at) result.skipped.push({ log_id, reason: 'changed' });
        else {
          Object.assign(row, to, { updated_at: new Date((clock += 1000)).toISOString() });
          result.updated.push({ log_id, updated_at: row.updated_at });
        }
      }
      return result;
    },
    'lineage.log': () => ({ snapshots: [] }),
    'views.list': () => views,
    'views.create': ({ name, search }: { name: string; search: string }) => {
      if (views.some((view) => view.name === name)) throw refuse('CONFLICT');
      views.push({ id: views.length + 1, name, search, created_at: now });
      return views.at(-1);
    },
    'views.update': ({ view_id, ...change }: { view_id: number; name?: string; search?: string }) => Object.assign(views.find(({ id }) => id === view_id)!, change),
    'views.remove': ({ view_id }: { view_id: number }) => {
      views.splice(views.findIndex(({ id }) => id === view_id), 1);
      return { view_id };
    },
    ...more,
  };
  return { handlers: noting(handlers), rows, views, asked };
};

/** A window in which rows have room and lists scroll: the test's browser lays nothing out. */
export const layOut = (height = 800) => {
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(height);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return Number.parseFloat(this.querySelector('tbody')?.style.height ?? '0');
  });
  vi.spyOn(Element.prototype, 'scrollTo').mockImplementation(function (this: Element, to?: ScrollToOptions | number) {
    if (typeof to === 'object') this.scrollTop = to.top ?? 0;
    // Afterwards, as browsers do.
    setTimeout(() => this.dispatchEvent(new Event('scroll')));
  });
};
