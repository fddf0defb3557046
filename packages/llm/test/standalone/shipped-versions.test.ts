import { expect, test } from 'vitest';
import { shippedVersions } from '../../src/llama/shipped-versions.js';
import { RELEASE } from '../../src/llama/in-child/native/structs.js';

test('the shipped llama.cpp is of the release that its structures were described for', () => {
  const { nodeLlamaCpp, llamaCpp } = shippedVersions();
  expect(nodeLlamaCpp).toMatch(/^\d+\.\d+\.\d+$/);
  expect(llamaCpp).toBe(`v${RELEASE}`);
});
