import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDigit, formatRun, parseRun, sameRun } from './run.ts';

const body = fc.integer({ min: 1_000_000, max: 99_999_999 });

describe('parseRun', () => {
  it.each([
    ['12.345.678-5', 12_345_678, '5'],
    ['12345678-5', 12_345_678, '5'],
    ['123456785', 12_345_678, '5'],
    ['RUN: 12.345.678-5', 12_345_678, '5'],
    ['R.U.T. 12.345.678 - 5', 12_345_678, '5'],
    ['12.345.678–5', 12_345_678, '5'],
    ['12,345,678-5', 12_345_678, '5'],
    ['12 345 678-5', 12_345_678, '5'],
    ['RUN:12.345.678-5.', 12_345_678, '5'],
    ['1.000.005-k', 1_000_005, 'K'],
  ])('reads %s', (text, number, digit) => {
    expect(parseRun(text)).toEqual({ body: number, digit, valid: true });
  });
  it('says when the check digit is wrong', () => {
    expect(parseRun('12.345.678-9')?.valid).toBe(false);
  });
  it.each(['', 'P1234567', '12.34.678-5', '0-0', 'Sin RUN', '12.345.678-55', '03-05-2024'])(
    'is none: %s',
    (text) => {
      expect(parseRun(text)).toBeNull();
    },
  );
  it('reads back every way of writing', () => {
    fc.assert(
      fc.property(body, (n) => {
        const run = { body: n, digit: checkDigit(n) };
        const dotted = formatRun(run);
        for (const text of [
          dotted,
          dotted.replaceAll('.', ''),
          dotted.replace(/[.-]/g, ''),
          dotted.toLowerCase(),
        ]) {
          expect(parseRun(text)).toEqual({ ...run, valid: true });
          expect(sameRun(text, dotted)).toBe(true);
        }
      }),
    );
  });
  it('one wrong digit or two neighbours swapped are always seen (what modulus 11 is for)', () => {
    fc.assert(
      fc.property(body, fc.nat(7), fc.integer({ min: 1, max: 9 }), (n, at, add) => {
        const digits = String(n).split('').map(Number);
        const i = at % digits.length;
        const wrong = digits.with(i, ((digits[i] ?? 0) + add) % 10);
        expect(checkDigit(Number(wrong.join('')))).not.toBe(checkDigit(n));
        const j = (i + 1) % digits.length;
        const [a, b] = [digits[i] ?? 0, digits[j] ?? 0];
        if (j > i && a !== b)
          expect(checkDigit(Number(digits.with(i, b).with(j, a).join('')))).not.toBe(checkDigit(n));
      }),
    );
  });
});
