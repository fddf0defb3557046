import type { FinishReason, LogFilter } from '@llamune/contracts';
import { numberParam, oneOfParam, textParam } from '../../lib/search-params';
import { startOfDay } from '../../lib/start-of-day';

/** The log table as it stands in the address: short, and without what is the usual case. */
export interface LogSearch {
  q?: string | undefined;
  poc?: number | undefined;
  model?: number | undefined;
  user?: number | undefined;
  session?: number | undefined;
  evaluation?: Evaluated | undefined;
  priority?: Code | undefined;
  status?: Code | undefined;
  finish?: FinishReason | undefined;
  /** A range that moves with the day; `from` and `until` name days, both included. */
  when?: When | undefined;
  from?: string | undefined;
  until?: string | undefined;
  /** The chosen columns, where they are not the reader's usual ones. */
  columns?: string | undefined;
  /** The log that the list opens at. */
  at?: number | undefined;
}
type Code = 1 | 2 | 3;
type Evaluated = Code | 'none' | 'judged' | 'to_correct';
export type When = 'today' | '7d' | '30d';

export const codes = [1, 2, 3] as const;
export const evaluatedChoices = ['none', 'judged', 'to_correct', ...codes] as const satisfies Evaluated[];
export const finishReasons = ['failed', 'interrupted', 'deadline', 'length', 'stopped', 'stop'] as const satisfies FinishReason[];
export const whens = { today: 1, '7d': 7, '30d': 30 } as const satisfies Record<When, number>;
export const longestSearch = 200;

/** A day as it stands in the address: 2026-01-31. */
export const dayParam = (value: unknown) => (typeof value === 'string' && /^20\d\d-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00`)) ? value : undefined);
const names = (value: unknown) => (typeof value === 'string' && /^[a-z_.]{1,200}$/.test(value) ? value : undefined);

export const parseLogSearch = (search: { [Name in keyof LogSearch]?: unknown }): LogSearch => ({
  q: textParam(search.q, longestSearch)?.trim() || undefined,
  poc: numberParam(search.poc),
  model: numberParam(search.model),
  user: numberParam(search.user),
  session: numberParam(search.session),
  evaluation: oneOfParam(evaluatedChoices, search.evaluation),
  priority: oneOfParam(codes, search.priority),
  status: oneOfParam(codes, search.status),
  finish: oneOfParam(finishReasons, search.finish),
  when: oneOfParam(Object.keys(whens) as When[], search.when),
  from: dayParam(search.from),
  until: dayParam(search.until),
  columns: names(search.columns),
  at: numberParam(search.at),
});

/** A day as it stands in the address, by the reader's clock: the date alone would be one in Greenwich. */
export const dayOf = (day: string) => new Date(`${day}T00:00:00`);

/** What the server is asked for. Days are those of the reader's clock. */
export const logFilter = (search: LogSearch, now = new Date()): LogFilter => ({
  poc_id: search.poc,
  model_id: search.model,
  user_id: search.user,
  session_id: search.session,
  evaluation: typeof search.evaluation === 'number' ? search.evaluation : undefined,
  unevaluated: search.evaluation === 'none' ? true : search.evaluation === 'judged' ? false : undefined,
  needs_correction: search.evaluation === 'to_correct' ? true : undefined,
  priority: search.priority,
  status: search.status,
  finish_reason: search.finish,
  since: search.when ? startOfDay(1 - whens[search.when], now) : search.from && startOfDay(0, dayOf(search.from)),
  until: search.when ? undefined : search.until && startOfDay(1, dayOf(search.until)),
  search: search.q,
});

/** The conditions alone: not how they are shown, nor where one was. */
export const conditionsOf = ({ columns: _columns, at: _at, ...conditions }: LogSearch): LogSearch => conditions;
export const isFiltered = (search: LogSearch) => Object.values(conditionsOf(search)).some((value) => value !== undefined);
