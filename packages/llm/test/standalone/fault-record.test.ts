import { expect, test } from 'vitest';
import { LlmError } from '../../src/index.js';
import { FaultRecord } from '../../src/llama/fault-record.js';

const MINUTE = 60_000;
const identity = (key: string) => ({ key, fileKey: key, fileBytes: 1, contextSize: 1, weightsBytes: 1, contextBytes: 1, source: { file: `${key}.gguf` } });

function record(): { faults: FaultRecord; pass: (ms: number) => void } {
  let now = 0;
  return { faults: new FaultRecord(() => now), pass: (ms) => (now += ms) };
}

test('after one crash it is started again at once, then later each time, at most after 30 s', () => {
  const { faults } = record();
  const waits = Array.from({ length: 9 }, () => {
    const wait = faults.backOffMs('m');
    faults.crashed('m');
    return wait;
  });
  expect(waits).toEqual([0, 0, 500, 1000, 2000, 4000, 8000, 16_000, 30_000]);
  expect(faults.backOffMs('other')).toBe(0);
});

test('the third crash while loading within five minutes is one too many', () => {
  const { faults, pass } = record();
  expect([faults.crashedAtLoad('m'), faults.crashedAtLoad('m')]).toEqual([false, false]);
  expect(faults.crashedAtLoad('m')).toBe(true);
  pass(6 * MINUTE);
  expect(faults.crashedAtLoad('m')).toBe(false);
});

test('crashes while answering do not condemn the file', () => {
  const { faults } = record();
  for (let i = 0; i < 5; i++) faults.crashed('m');
  expect(faults.crashedAtLoad('m')).toBe(false);
});

test('a quarantine holds for the file as it is, and for five minutes', () => {
  const { faults, pass } = record();
  faults.quarantine(identity('m|100|1'), new LlmError('model_corrupt', 'broken'));
  expect(faults.quarantined('m|100|1')).toMatchObject({ code: 'model_corrupt', message: 'broken' });
  expect(faults.quarantined('m|100|2')).toBeUndefined();
  expect(faults.failures()).toEqual([{ source: { file: 'm|100|1.gguf' }, error: 'broken' }]);
  pass(5 * MINUTE);
  expect(faults.quarantined('m|100|1')).toBeUndefined();
  expect(faults.failures()).toEqual([]);
});
