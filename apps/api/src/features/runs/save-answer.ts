import type { AnswerErrorCode, Evaluation } from '@llamune/contracts';
import { RunAnswer, type Run } from '@llamune/db';
import type { AnswerEvent } from '@llamune/llm';
import { IsNull, type DataSource, type EntityManager } from 'typeorm';
import { answerKeyOf, findJudgedAlike, type Carried } from '../../carry-judgement.js';
import { proveLogs } from '../../prove-log.js';
import { storableValues } from '../../storable-text.js';

type Question = Pick<RunAnswer, 'id'> & { question: RunAnswer['question'] };
type Done = Extract<AnswerEvent, { type: 'done' }>;

/** Puts an answer on disk, with the judgement of an equal one. Another server that has asked the same meanwhile came first, if its answer is there. */
export const saveAnswer = (db: DataSource, run: Run, { id, question }: Question, text: string, { finish, usage, timing }: Done, engine: Record<string, unknown>): Promise<void> =>
  db.transaction(async (tx) => {
    const isWhole = (finish === 'stop' || finish === 'length') && text.trim() !== '';
    const answerKey = isWhole ? answerKeyOf(text) : null;
    const carried = answerKey === null ? null : await carriedOver(tx, run, question, answerKey);
    const { affected } = await tx.update(RunAnswer, { id, finishReason: IsNull() }, {
      answer: text,
      answerKey,
      finishReason: finish === 'aborted' ? 'stopped' : finish,
      promptTokens: usage.promptTokens,
      completionTokens: usage.completionTokens,
      timeToFirstTokenMs: timing.timeToFirstTokenMs === null ? null : Math.round(timing.timeToFirstTokenMs),
      durationMs: Math.round(timing.durationMs),
      engine: storableValues(engine) as never,
      answeredAt: new Date(),
    });
    if (affected === 0 || !carried) return;
    await tx.update(RunAnswer, id, { evaluation: carried.evaluation, carriedFrom: carried.from, carriedFromAnswerId: carried.answerId, carriedFromLogId: carried.logId, judgedById: carried.judgedById, judgedAt: new Date() });
    // Whoever wants the log asked again lets its judgement, or its correct answer, speak for the equal one.
    if (question.logId !== null) await proveLogs(tx, carried.judgedById ?? run.createdById, [{ answerId: id, logId: question.logId }]);
  });

export const saveFailure = async (db: DataSource, { id }: Question, errorCode: AnswerErrorCode, error: string): Promise<void> => {
  await db.getRepository(RunAnswer).update({ id, finishReason: IsNull() }, { finishReason: 'failed', errorCode, error, answeredAt: new Date() });
};

/** A person's word on an equal answer, best first: in another run, on the log itself, or as the correct answer that somebody wrote. */
const carriedOver = async (tx: EntityManager, { pocId }: Run, question: RunAnswer['question'], answerKey: string): Promise<Carried | null> => {
  const alike = await findJudgedAlike(tx, { pocId, questionKey: question.questionKey, answerKey });
  if (alike) return alike;
  if (question.logId !== null) {
    const [log] = await tx.query<{ answer: string; evaluation: Evaluation }[]>('SELECT answer, evaluation FROM conversation_logs WHERE id = $1 AND evaluation IS NOT NULL', [question.logId]);
    if (log && answerKeyOf(log.answer) === answerKey) return { evaluation: log.evaluation, from: 'log', answerId: null, logId: question.logId, judgedById: null };
  }
  const isExpected = question.expectedAnswer !== null && answerKeyOf(question.expectedAnswer) === answerKey;
  return isExpected ? { evaluation: 1, from: 'expected', answerId: null, logId: null, judgedById: null } : null;
};
