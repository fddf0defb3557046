import type { EvaluateLog, Log, LogChange, ReviewQueue } from '@llamune/contracts';
import { aLog, aUser, refuse, type Handlers } from './fake-server';

const start = Date.parse('2026-01-31T09:00:00.000Z');

export const anAnswer = (log: Partial<Log> & Pick<Log, 'id'>): Log => aLog({ question: `質問${log.id}`, answer: `回答${log.id}です。`, finish_reason: 'stop', ...log });

/** A server that keeps judgements as the real one does: what was seen is checked, every change is in the history. */
export const judgingServer = (logs: Log[], more: Handlers = {}) => {
  const evaluated: EvaluateLog[] = [];
  const changes = new Map<number, LogChange[]>();
  let ticks = 0;
  const find = (logId: number) => {
    const log = logs.find(({ id }) => id === logId);
    if (!log) throw refuse('NOT_FOUND');
    return log;
  };
  /** A change by somebody, wherever they are. */
  const put = (logId: number, judgement: Partial<Log>, by: string) => {
    const log = find(logId);
    const before = { ...log };
    const updated_at = new Date(start + ++ticks * 1000).toISOString();
    Object.assign(log, judgement, { updated_at, ...('evaluation' in judgement && { evaluated_by: judgement.evaluation ? by : null, evaluated_at: judgement.evaluation ? updated_at : null }) });
    changes.set(logId, [{ id: ticks, changed_at: updated_at, changed_by: by, before, after: { ...log } }, ...(changes.get(logId) ?? [])]);
    return { log_id: logId, updated_at };
  };
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'pocs.list': () => [],
    'models.list': () => [],
    'logs.get': ({ log_id }: { log_id: number }) => ({ ...find(log_id) }),
    'logs.list': () => [],
    'logs.history': ({ log_id }: { log_id: number }) => changes.get(log_id) ?? [],
    'logs.evaluate': (input: EvaluateLog) => {
      const { log_id, seen_updated_at, ...judgement } = input;
      if (seen_updated_at !== undefined && seen_updated_at !== find(log_id).updated_at) throw refuse('CONFLICT');
      evaluated.push(input);
      return put(log_id, judgement, 'hyouka');
    },
    'review.queue': (): ReviewQueue => ({
      total: logs.length,
      items: logs.map(({ id, evaluation, priority }) => ({ log_id: id, evaluation, priority, needs_correction: false })),
    }),
    'review.progress': () => ({ me: counts, team: counts, people: [] }),
    ...more,
  };
  /** What was saved, without when it was seen. */
  const saved = () => evaluated.map(({ seen_updated_at: _seen, ...judgement }) => judgement);
  return { handlers, evaluated, saved, put, find };
};
const counts = { evaluated: 4, evaluated_today: 2, corrected_today: 1, unevaluated: 3 };
