import { expect, it } from 'vitest';
import { inventedRecords } from '../mutants.ts';
import { benign } from './benign.ts';
import { kinds } from './kinds.ts';
import { scoreMutants } from './score.ts';

it('there are errors and edits enough to judge the check by', () => {
  expect(Object.keys(kinds).length).toBeGreaterThanOrEqual(35);
  expect(Object.keys(benign).length).toBeGreaterThanOrEqual(40);
});

it('the check points at the errors, is silent on the rest, and its fixes mend', { timeout: 120_000 }, () => {
  const report = scoreMutants(inventedRecords(77, 6), 77);
  expect(report.mutants).toBeGreaterThan(300);
  expect(report.rate).toBeGreaterThanOrEqual(0.98);
  expect(report.falseAlarms.documents).toBe(0);
  expect(report.benign.alarms).toBeLessThanOrEqual(report.benign.texts * 0.005);
  expect(report.fixes.rate).toBeGreaterThanOrEqual(0.97);
  expect(scoreMutants(inventedRecords(77, 1), 77), 'the same seed, the same figures').toEqual(
    scoreMutants(inventedRecords(77, 1), 77),
  );
});
