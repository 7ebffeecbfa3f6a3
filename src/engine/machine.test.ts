import { expect, test } from 'vitest';
import { threadsFor } from './machine.ts';

test('threads are half of the cores, for models that are worth them, on isolated pages', () => {
  const large = 138_000_000;
  expect([1, 2, 4, 6, 8, 32].map((cores) => threadsFor(large, { cores, isolated: true }))).toEqual([
    1, 1, 2, 3, 4, 4,
  ]);
  expect(threadsFor(large, { cores: 8, isolated: false })).toBe(1);
  expect(threadsFor(2_600_000, { cores: 8, isolated: true })).toBe(1);
});
