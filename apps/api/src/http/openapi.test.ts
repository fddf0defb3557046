import { contract, type Endpoint } from '@llamune/contracts';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from './openapi.js';

const document = openApiDocument('0.0.0');

test('the document is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate(JSON.parse(JSON.stringify(document)) as Record<string, unknown>)).toMatchObject({ valid: true });
});

test('it has every endpoint of the contract that names a REST line, and no other', () => {
  const promised = Object.values(contract).flatMap((endpoints) => Object.values<Endpoint>(endpoints).flatMap(({ rest }) => (rest ? [rest.join(' ')] : [])));
  const written = Object.entries(document.paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
  expect(written.toSorted()).toEqual(promised.toSorted());
});

describe('statuses', () => {
  test.each([
    ['/users', 'post', '201'],
    ['/chat', 'post', '201'],
    ['/logs/{log_id}', 'put', '200'],
  ])('%s %s answers %s and 422', (path, method, status) => {
    const { responses } = document.paths[path]![method]!;
    expect(responses[status]).toBeDefined();
    expect(responses['422']).toMatchObject({ content: { 'application/json': { schema: { $ref: '#/components/schemas/HTTPValidationError' } } } });
  });
});

test('a file is told as its media types, events as events', () => {
  expect(document.paths['/logs/export']!['get']).toMatchObject({
    parameters: expect.arrayContaining([
      { name: 'format', in: 'query', required: false, schema: { type: 'string', enum: ['csv', 'jsonl'], default: 'csv' } },
      { name: 'finish_reason', in: 'query', required: false, schema: { $ref: '#/components/schemas/FinishReason' } },
    ]),
    responses: { 200: { headers: { 'Content-Disposition': {} }, content: { 'text/csv; charset=utf-8': { schema: { type: 'string' } }, 'application/jsonl; charset=utf-8': { schema: { type: 'string' } } } }, 400: {}, 401: {}, 422: {} },
  });
  expect(Object.keys((document.paths['/logs/{log_id}/stream']!['get']!.responses['200'] as { content: object }).content)).toEqual(['text/event-stream']);
});
