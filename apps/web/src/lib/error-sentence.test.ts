import { TRPCClientError } from '@trpc/client';
import { beforeAll, describe, expect, it } from 'vitest';
import { errorDetail, errorSentence, fieldErrors } from './error-sentence';
import { initI18n } from './i18n';
import { ja } from './i18n/ja';
import { keys } from './i18n/ja/keys';

const refused = (httpStatus: number, detail: unknown, more: object = {}) => TRPCClientError.from({ error: { message: 'x', code: -32600, data: { httpStatus }, detail, ...more } } as never);

beforeAll(() => initI18n());

describe('what a person is told of an error', () => {
  it('is about the connection when the server said nothing', () => {
    expect(errorSentence(TRPCClientError.from(new TypeError('Failed to fetch')))).toBe(ja.error.offline);
  });
  it('is about this page when the defect is in it', () => {
    expect(errorSentence(new TypeError('x is undefined'))).toBe(ja.error.program);
  });
  it.each([
    [404, ja.error.notFound],
    [409, ja.error.conflict],
    [429, ja.error.tooMany],
    [503, ja.error.unavailable],
    [500, ja.error.internal],
    [418, ja.error.invalid],
    [599, ja.error.internal],
  ])('has a sentence for %i', (status, sentence) => {
    expect(errorSentence(refused(status, 'whatever'))).toBe(sentence);
  });
  it('says when to come again, where the server does', () => {
    expect(errorSentence(refused(503, 'The queue is full', { retry_after_seconds: 3 }))).toBe(ja.error.unavailableFor.replace('{{seconds}}', '3'));
    expect(errorSentence(refused(429, 'Too many', { retry_after_seconds: 40 }))).toBe(ja.error.tooManyFor.replace('{{seconds}}', '40'));
  });
  it('is what the place itself knows, where it knows better', () => {
    expect(errorSentence(refused(409, 'Username already exists'), { 409: keys.signIn.nameTaken })).toBe(keys.signIn.nameTaken);
  });
  it('adds the words of the server, but not those of a defect', () => {
    expect(errorDetail(refused(409, 'This is the only admin left.'))).toBe('This is the only admin left.');
    expect(errorDetail(refused(500, 'Internal Server Error'))).toBeNull();
  });
  it('puts refused input beside its fields, in Japanese', () => {
    const error = refused(400, [
      { loc: ['body', 'question'], type: 'custom', msg: 'Must not be blank' },
      { loc: ['body', 'sampling', 'top_k'], type: 'invalid_type', msg: 'expected number' },
    ]);
    expect(fieldErrors(error)).toEqual({ question: ja.field.required, 'sampling.top_k': ja.field.required });
  });
});
