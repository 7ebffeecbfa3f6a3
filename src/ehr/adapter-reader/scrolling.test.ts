import { expect, test } from 'vitest';
import { joined } from './scrolling.ts';

const join = (before: string, next: string): string => joined([...before], [...next], (one) => one).join('');

test('windows that overlap are joined where they do; rows that say the same stay as many as they are', () => {
  expect(join('', 'abc')).toBe('abc');
  expect(join('abc', 'bcd')).toBe('abcd');
  expect(join('abc', 'abc')).toBe('abc');
  expect(join('abb', 'bbc')).toBe('abbc');
  // Nothing in common: the box was scrolled too far, and what is there is kept all the same.
  expect(join('abc', 'xyz')).toBe('abcxyz');
});
