import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createChooser } from './choose.ts';
import { maskOf, tokensOf } from './mask.ts';

const SIZE = 40;
const Logits = fc.array(fc.oneof(fc.double({ min: -9, max: 9 }), fc.constant(Number.NaN)), {
  minLength: SIZE,
  maxLength: SIZE,
});
const Tokens = fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }), { minLength: 1 });

describe('any choice', () => {
  test('is of the mask, and the same for the same seed', () => {
    const Options = fc.record({
      seed: fc.integer({ min: 0, max: 9 }),
      temperature: fc.constantFrom(0, 0.1, 1, 5),
      topP: fc.constantFrom(0, 0.3, 0.9, 1),
      repetitionPenalty: fc.constantFrom(1, 1.3),
    });
    fc.assert(
      fc.property(Logits, Tokens, Options, Tokens, (values, tokens, options, written) => {
        const [logits, mask] = [Float32Array.from(values), maskOf(tokens, SIZE)];
        const before = logits.slice();
        const [one, other] = [createChooser(options), createChooser(options)];
        for (let turn = 0; turn < 3; turn++) {
          const token = one(logits, mask, written);
          expect([...tokensOf(mask)]).toContain(token);
          expect(other(logits, mask, written)).toBe(token);
        }
        // The logits are the model's own memory.
        expect(logits).toEqual(before);
      }),
    );
  });
});

const all = maskOf([0, 1, 2, 3], 4);
const chosen = (chooser: ReturnType<typeof createChooser>, logits: Float32Array, times = 400) => {
  const counts = [0, 0, 0, 0];
  for (let turn = 0; turn < times; turn++) {
    const token = chooser(logits, all) ?? 0;
    counts[token] = (counts[token] ?? 0) + 1;
  }
  return counts;
};

test('greedy takes the likeliest, the first of equals', () => {
  expect(createChooser()(Float32Array.of(1, 3, 3, 2), all)).toBe(1);
  expect(createChooser({ seed: 4, temperature: 0 })(Float32Array.of(1, 2, 5, 2), all)).toBe(2);
});

test('a choice by chance follows the shares; a higher temperature evens them out', () => {
  const logits = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
  const [a = 0, b = 0, c = 0, d = 0] = chosen(createChooser({ seed: 1, temperature: 1 }), logits, 4000);
  expect(a / 4000).toBeCloseTo(0.5, 1);
  expect(b / 4000).toBeCloseTo(0.3, 1);
  expect(a > b && b > c && c > d).toBe(true);
  const even = chosen(createChooser({ seed: 1, temperature: 50 }), logits, 4000);
  expect(Math.min(...even)).toBeGreaterThan(800);
});

test('top-p leaves out what is beyond the share, and never everything', () => {
  const logits = Float32Array.from([0.5, 0.3, 0.15, 0.05], Math.log);
  expect(chosen(createChooser({ seed: 1, temperature: 1, topP: 0.79 }), logits).map((n) => n > 0)).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect(chosen(createChooser({ seed: 1, temperature: 1, topP: 0 }), logits)).toEqual([400, 0, 0, 0]);
});

test('the penalty turns to what was not written yet, on either side of zero', () => {
  const chooser = createChooser({ repetitionPenalty: 2 });
  expect(chooser(Float32Array.of(3, 2, 0, 0), all, [0])).toBe(1);
  expect(chooser(Float32Array.of(-2, -3, -9, -9), all, [0, 0])).toBe(1);
  expect(chooser(Float32Array.of(3, 2, 0, 0), all, [])).toBe(0);
});
