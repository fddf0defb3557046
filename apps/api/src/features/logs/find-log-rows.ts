import type { Evaluation, FinishReason, LogStatus, Priority } from '@llamune/contracts';
import { ConversationLog } from '@llamune/db';
import type { DataSource } from 'typeorm';
import type { Caller } from '../../authenticate.js';
import { findLogIds } from './find-log-ids.js';
import type { LogPageFilter } from './log-filter.js';

/** What a table shows of a log. */
export interface LogRow {
  id: number;
  sessionId: number;
  timestamp: Date;
  question: string;
  answer: string;
  evaluation: Evaluation | null;
  priority: Priority | null;
  status: LogStatus;
  hasCorrectAnswer: boolean;
  username: string;
  pocName: string;
  modelName: string;
  modelVersion: number;
  modelIsDemo: boolean;
  finishReason: FinishReason | null;
  completionTokens: number | null;
  durationMs: number | null;
  evaluatedAt: Date | null;
  evaluatedBy: string | null;
  updatedAt: Date;
}

const columns: Record<keyof LogRow, string> = {
  id: 'log.id',
  sessionId: 'log.sessionId',
  timestamp: 'log.timestamp',
  question: 'left(log.question, 200)',
  answer: 'left(log.answer, 200)',
  evaluation: 'log.evaluation',
  priority: 'log.priority',
  status: 'log.status',
  hasCorrectAnswer: `coalesce(btrim(log.correctAnswer), '') <> ''`,
  username: 'user.username',
  pocName: 'poc.name',
  modelName: 'log.modelName',
  modelVersion: 'log.modelVersion',
  modelIsDemo: 'model.isDemo',
  finishReason: 'log.finishReason',
  completionTokens: 'log.completionTokens',
  durationMs: 'log.durationMs',
  evaluatedAt: 'log.evaluatedAt',
  evaluatedBy: 'evaluatedBy.username',
  updatedAt: 'log.updatedAt',
};

/** Newest first. */
export const findLogRows = async (db: DataSource, caller: Caller, filter: LogPageFilter): Promise<LogRow[]> => {
  const ids = await findLogIds(db, caller, filter);
  if (ids.length === 0) return [];
  const query = db.getRepository(ConversationLog).createQueryBuilder('log').innerJoin('log.user', 'user').innerJoin('log.poc', 'poc').innerJoin('log.model', 'model').leftJoin('log.evaluatedBy', 'evaluatedBy');
  query.select([]);
  for (const [name, expression] of Object.entries(columns)) query.addSelect(expression, name);
  return query.where('log.id = ANY (:ids)', { ids }).orderBy('log.id', 'DESC').getRawMany<LogRow>();
};
