import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { diskFullSentence, requireSpace } from './disk-space.js';

test.skipIf(!existsSync('/dev/full'))('a full disk is told as that', async () => {
  await using full = await open('/dev/full', 'r+');
  const error: unknown = await full.write(Buffer.alloc(10)).catch((reason: unknown) => reason);
  expect(diskFullSentence(error)).toMatch(/disk.*full.*resume/);
  expect(diskFullSentence(new Error('something else'))).toBeNull();
});

test('something always stays free for the database', async () => {
  await expect(requireSpace(tmpdir(), 0)).resolves.toBeUndefined();
  await expect(requireSpace(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ kind: 'conflict', message: expect.stringMatching(/GB free.*1\.0 GB must stay free/) });
});
