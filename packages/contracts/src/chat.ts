import { z } from 'zod';
import { AnswerErrorCode, FinishReason } from './codes.js';
import { mutation, stream } from './endpoint.js';
import { filledText, id, timestamp } from './fields.js';
import { textLimits } from './text-limits.js';

export const Question = z.object({ session_id: id, question: filledText(textLimits.question), retry_of_id: id.nullish().describe('The log whose question this asks again, as it was or edited') }).meta({ id: 'Question' });
export const Asked = z.object({ log_id: id, timestamp }).meta({ id: 'Asked' });
export const Answer = z
  .object({ log_id: id, answer: z.string(), timestamp, finish_reason: FinishReason })
  .meta({ id: 'Answer' });

/**
 * What happens to one answer, in order. `at` is where a text starts in the whole answer, or in the whole thinking of a model that
 * thinks before it answers, in UTF-16 code units.
 */
export const AnswerEvent = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('asked'), log_id: id, timestamp }),
    z.object({ type: z.literal('queued'), position: z.int().describe('1 is next in turn') }),
    z.object({ type: z.literal('loading'), elapsed_ms: z.number().describe('The model is being loaded') }),
    z.object({ type: z.literal('started') }),
    z.object({ type: z.literal('thinking'), at: z.int(), text: z.string() }),
    z.object({ type: z.literal('delta'), at: z.int(), text: z.string() }),
    z.object({ type: z.literal('done'), log_id: id, finish_reason: FinishReason, error_code: AnswerErrorCode.nullable(), error: z.string().nullable() }),
  ])
  .meta({ id: 'AnswerEvent' });
export type AnswerEvent = z.infer<typeof AnswerEvent>;

const logId = z.object({ log_id: id });
export const chat = {
  send: mutation({
    access: 'evaluator',
    rest: ['POST', '/chat'],
    status: 201,
    refusals: [400, 404, 409, 502],
    summary: '質問してLLM回答を取得（Accept: text/event-stream なら生成の途中も届く）',
    input: Question,
    output: Answer,
  }),
  ask: mutation({
    access: 'evaluator',
    summary: '質問を記録して回答の生成を始め、待たずに返る',
    input: Question,
    output: Asked,
  }),
  watch: stream({
    access: 'signed_in',
    rest: ['GET', '/logs/{log_id}/stream'],
    summary: '回答を、すでに生成された分から終わりまで受け取る（切れても after から続けられる）',
    input: logId.extend({
      after: z.int().min(0).default(0).describe('UTF-16 code units of the answer already received'),
      thinking_after: z.int().min(0).default(0).describe('UTF-16 code units of the thinking already received'),
    }),
    yields: AnswerEvent,
  }),
  stop: mutation({
    access: 'evaluator',
    rest: ['PUT', '/logs/{log_id}/stop'],
    summary: '生成を止める（そこまでの回答は残る）',
    input: logId,
    output: z.object({ log_id: id, finish_reason: FinishReason }).meta({ id: 'StoppedAnswer' }),
  }),
};
