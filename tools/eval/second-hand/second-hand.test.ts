import { expect, it } from 'vitest';
import { benign } from './benign.ts';
import { charts } from './charts.ts';
import { errors } from './errors.ts';
import { scoreSecondHand } from './score.ts';

it('has errors and edits enough to judge the check by', () => {
  expect(Object.keys(errors).length).toBeGreaterThanOrEqual(60);
  expect(Object.keys(benign).length).toBeGreaterThanOrEqual(40);
});

it('the check points at another author’s errors and is silent on what changes nothing', {
  timeout: 120_000,
}, () => {
  const some = charts().filter((_, i) => i % 5 === 1);
  const report = scoreSecondHand(7, { missed: [], alarms: [] }, some);
  expect(report.mutants).toBeGreaterThan(1000);
  expect(report.detected / report.mutants).toBeGreaterThanOrEqual(0.9);
  expect((report.detected + report.told) / report.mutants).toBeGreaterThanOrEqual(0.985);
  expect(report.untouched).toBe(0);
  expect(report.benign.alarms).toBeLessThanOrEqual(report.benign.texts * 0.005);
});
