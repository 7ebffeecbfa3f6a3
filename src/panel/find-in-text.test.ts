import { expect, test } from 'vitest';
import { occurrenceOf } from './find-in-text.ts';

test('an excerpt that stands more than once is known by its place', () => {
  const text = 'fiebre; sin fiebre; fiebre';
  expect(occurrenceOf(text, 'fiebre', 0)).toBe(0);
  expect(occurrenceOf(text, 'fiebre', text.indexOf('sin') + 4)).toBe(1);
  expect(occurrenceOf(text, 'fiebre', text.lastIndexOf('fiebre'))).toBe(2);
  expect(occurrenceOf(text, 'fiebre', undefined)).toBe(0);
});
