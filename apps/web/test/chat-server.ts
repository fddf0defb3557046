import type { AnswerEvent, Log, Model, Poc, Session } from '@llamune/contracts';
import { aLog, aSession, aUser, refuse, type Handlers } from './fake-server';

interface Question {
  session_id: number;
  question: string;
  retry_of_id?: number | null;
}

/** A server with a few sessions whose answers are whole at once, unless `answer` plays them otherwise. */
export const chatServer = ({ sessions = [aSession()], models = [], pocs = [] }: { sessions?: Session[]; models?: Model[]; pocs?: Poc[] } = {}, more: Handlers = {}) => {
  const logs: Log[] = [];
  const asked: Question[] = [];
  const listed: Record<string, unknown>[] = [];
  const counted = (session: Session): Session => {
    const own = logs.filter((log) => log.session_id === session.id);
    return { ...session, log_count: own.length, unevaluated_count: own.filter((log) => log.evaluation === null).length, first_question: session.first_question ?? own[0]?.question ?? null };
  };
  const sessionOf = (id: number) => {
    const session = sessions.find((one) => one.id === id);
    if (!session) throw refuse('NOT_FOUND');
    return session;
  };
  const finish = (log: Log, answer: string) => Object.assign(log, { answer, finish_reason: 'stop', duration_ms: 2310, completion_tokens: 120 });
  /** Puts a finished log there, as if it had been asked before. */
  const has = (log: Partial<Log>) => {
    const made = aLog({ id: logs.length + 1, answer: '回答です。', finish_reason: 'stop', duration_ms: 2310, completion_tokens: 120, ...log });
    logs.push(made);
    return made;
  };
  const handlers: Handlers = {
    'users.me': () => aUser(),
    'pocs.list': () => pocs,
    'models.list': () => models,
    'sessions.get': ({ session_id }: { session_id: number }) => counted(sessionOf(session_id)),
    'sessions.list': (input: { search?: string; before?: number; limit: number; open?: boolean }) => {
      listed.push(input);
      const fits = (session: Session) =>
        (input.before === undefined || session.id < input.before) &&
        (input.open === undefined || input.open === (session.ended_at === null)) &&
        (input.search === undefined || [session.poc_name, session.model_name, session.first_question].some((text) => text?.includes(input.search!)));
      return sessions.map(counted).filter(fits).toSorted((a, b) => b.id - a.id).slice(0, input.limit);
    },
    'sessions.create': ({ poc_id, model_id }: { poc_id: number; model_id: number }) => {
      const id = Math.max(0, ...sessions.map((session) => session.id)) + 1;
      const model = models.find((one) => one.id === model_id);
      sessions.push(aSession({ id, session_id: id, poc_id, model_id, ...(model && { model_name: model.model_name, model_version: model.version }) }));
      return { session_id: id, poc_name: '会計', model_name: 'm', started_at: sessions[0]!.started_at };
    },
    'logs.list': ({ session_id, before, limit }: { session_id?: number; before?: number; limit: number }) =>
      logs.filter((log) => (session_id === undefined || log.session_id === session_id) && (before === undefined || log.id < before)).toReversed().slice(0, limit),
    'logs.get': ({ log_id }: { log_id: number }) => logs.find(({ id }) => id === log_id) ?? refuse('NOT_FOUND'),
    'chat.ask': (question: Question) => {
      asked.push(question);
      const session = sessionOf(question.session_id);
      const log = aLog({ id: logs.length + 1, session_id: session.id, question: question.question, retry_of_id: question.retry_of_id ?? null, model_id: session.model_id, model_version: session.model_version });
      logs.push(log);
      return { log_id: log.id, timestamp: log.timestamp };
    },
    'chat.watch': async function* ({ log_id }: { log_id: number }): AsyncGenerator<AnswerEvent> {
      const log = logs.find(({ id }) => id === log_id)!;
      const answer = `${log.question}への回答（${log.session_id}）`;
      yield { type: 'delta', at: 0, text: answer };
      finish(log, answer);
      yield { type: 'done', log_id, finish_reason: 'stop', error_code: null, error: null };
    },
    ...more,
  };
  return { handlers, logs, asked, listed, sessions, has, finish };
};
