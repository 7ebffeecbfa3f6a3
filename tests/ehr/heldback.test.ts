/**
 * The generic reader on pages of EHRs that no adapter knows, in real Chromium. `held`, `stranger-held` and `third-held` are never tuned on:
 * what it reads there is what it will read elsewhere. `npm run -s rates -- -v` prints every fault.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { type Scored, scoreHalves } from './heldback/reading.ts';
import { HALVES } from './heldback/score.ts';

let scored: Scored[];
beforeAll(async () => {
  scored = await scoreHalves(HALVES);
}, 300_000);

const sum = (half: string, of: 'expected' | 'read' | 'placed' | 'hidden'): number =>
  scored.filter((p) => p.half === half).reduce((n, p) => n + p.score[of], 0);

describe.each([
  ['dev', 0.98],
  ['held', 0.95],
  ['stranger-dev', 0.98],
  ['stranger-held', 0.915],
  ['third-dev', 0.98],
  ['third-held', 0.85],
])('%s pages', (half, least) => {
  test('nearly all facts are read', () => {
    expect(sum(half, 'read') / sum(half, 'expected')).toBeGreaterThanOrEqual(least);
  });
  test('in their kind and moment', () => {
    expect(sum(half, 'placed') / sum(half, 'read')).toBeGreaterThanOrEqual(0.98);
  });
  test('nothing of hidden text', () => {
    expect(sum(half, 'hidden')).toBe(0);
  });
});

test.each([
  ['stranger-dev', 0.98],
  ['stranger-held', 0.9],
  ['third-dev', 0.98],
])('the header of %s pages', (half, least) => {
  const pages = scored.filter((p) => p.half === half);
  const all = (of: 'expected' | 'read'): number => pages.reduce((n, p) => n + p.header[of], 0);
  expect(all('read') / all('expected')).toBeGreaterThanOrEqual(least);
});
