import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers, numberValue } from './numbers.ts';

describe('numberValue', () => {
  it.each([
    ['2,5', '2.5'],
    ['2.50', '2.5'],
    ['0.125', '0.125'],
    ['37.0', '37'],
    ['007', '7'],
    ['5.000', '5000'],
    ['1.000.000', '1000000'],
    ['1,000,000', '1000000'],
    ['5,000', '5'],
    ['1.234,5', '1234.5'],
    ['1,234.5', '1234.5'],
    ['½', '0.5'],
    ['1½', '1.5'],
    ['１２', '12'],
  ])('%s is %s', (raw, value) => expect(numberValue(raw)).toBe(value));
  it.each(['', 'a', '12.05.2024', '1.2,3.4', '½5'])('%s is not one number', (raw) =>
    expect(numberValue(raw)).toBeNull(),
  );
});

describe('findNumbers', () => {
  const values = (text: string) => findNumbers(text).map((n) => n.value);
  it('finds all', () => {
    expect(values('Amoxicilina/ac. clavulánico 875/125mg c/12h por 7 días')).toEqual([
      '875',
      '125',
      '12',
      '7',
    ]);
    expect(values('PA 120/80, T° 38,5, FiO2 0.4')).toEqual(['120', '80', '38.5', '2', '0.4']);
    expect(values('Control el 12.05.2024.')).toEqual(['12', '5', '2024']);
    expect(values('Heparina 5.000 UI, sat 88%')).toEqual(['5000', '88']);
  });
  it('marks those that belong to a name', () => {
    expect(findNumbers('Vitamina B12 12').map((n) => n.inWord)).toEqual([true, false]);
  });
  it('any two ways of writing a decimal are one value', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(99), (whole, dec) => {
        const d = String(dec).padStart(2, '0');
        expect(numberValue(`${whole},${d}`)).toBe(numberValue(`${whole}.${d}`));
        expect(Number(numberValue(`${whole}.${d}`))).toBe(Number(`${whole}.${d}`));
      }),
    );
  });
  it('leaves no digit out and gives places in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,-/ a½') }), (text) => {
        let rest = text;
        for (const n of findNumbers(text)) {
          expect(text.slice(n.start, n.end)).toBe(n.raw);
          rest = rest.slice(0, n.start) + ' '.repeat(n.raw.length) + rest.slice(n.end);
        }
        expect(rest).not.toMatch(/\d/);
      }),
    );
  });
});
