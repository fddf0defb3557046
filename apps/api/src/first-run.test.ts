import { readFileSync } from 'node:fs';
import { ApiKey, ConversationLog, Model, Poc, PocPrompt, User } from '@llamune/db';
import { createTestDatabase } from '@llamune/db/testing';
import { expect, test } from 'vitest';
import { firstRun } from './first-run.js';

const corpus = (name: string) => readFileSync(new URL(`../../../models/demo/corpus/${name}`, import.meta.url), 'utf8');

test('an empty database gets an admin, a sample PoC with its first prompt version, and the demo model, once', async () => {
  await using database = await createTestDatabase();
  const db = database.dataSource;
  expect(await firstRun(db, undefined)).toMatch(/^llamune_/);
  expect(await firstRun(db, undefined)).toBeNull();
  for (const entity of [User, ApiKey, Poc, PocPrompt, Model]) expect(await db.getRepository(entity).count()).toBe(1);
  expect(await db.getRepository(ConversationLog).count()).toBe(0);
  expect(await db.getRepository(PocPrompt).findOneByOrFail({})).toMatchObject({ version: 1, createdById: (await db.getRepository(User).findOneByOrFail({})).id });
});

test('its example questions are ones that the demo model answers, some well and some not', async () => {
  await using database = await createTestDatabase();
  await firstRun(database.dataSource, undefined);
  const { exampleQuestions } = await database.dataSource.getRepository(Poc).findOneByOrFail({});
  const wrong = JSON.parse(corpus('v1_wrong_answers.json')) as Record<string, string>;
  const known = new Set([...corpus('practical.tsv').split('\n').flatMap((line) => line.split('\t')[0]!.split('|')), ...corpus('terms.tsv').split('\n').map((line) => `${line.split('\t')[0]}とは何ですか？`)]);
  expect(exampleQuestions.filter((question) => !known.has(question))).toEqual([]);
  expect(exampleQuestions.map((question) => question in wrong)).toEqual([true, false, true, true, false, true, false, true]);
});
