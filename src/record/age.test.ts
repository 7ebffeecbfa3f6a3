import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageAt, parseAge } from './age.ts';
import { Age } from './schema.ts';

describe('parseAge', () => {
  it.each([
    ['68 años', 68, 'años'],
    ['68 AÑOS', 68, 'años'],
    ['68', 68, 'años'],
    ['68a', 68, 'años'],
    ['Edad: 68 a. (F)', 68, 'años'],
    ['4 meses', 4, 'meses'],
    ['4m', 4, 'meses'],
    ['36 HDV', 36, 'horas'],
    ['3 DDV', 3, 'días'],
    ['RNT 38 sem, 2 días de vida', 2, 'días'],
    ['edad: 45', 45, 'años'],
    ['un año', 1, 'años'],
    ['36 horas de vida', 36, 'horas'],
    ['36 hrs', 36, 'horas'],
    ['2a 3m', 2, 'años'],
    ['68 años 3 meses 4 días', 68, 'años'],
    ['1 año 2 meses', 14, 'meses'],
    ['1 año', 1, 'años'],
    ['0 años 5 meses', 5, 'meses'],
    ['0 años 0 meses 12 días', 12, 'días'],
    ['3 semanas', 21, 'días'],
    ['RN de 2 días', 2, 'días'],
    ['2,5 años', 2, 'años'],
    ['200 horas', 8, 'días'],
  ])('%s is %d %s', (text, value, unit) => expect(parseAge(text)).toEqual({ value, unit }));
  it.each(['', 'adulto', '131 años', '999', 'cama 4', 'mg'])('no age in %s', (text) =>
    expect(parseAge(text)).toBeNull(),
  );
  it('gives ages of the schema only', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789 amdhño.,sé') }), (text) => {
        const age = parseAge(text);
        if (age) expect(Age.safeParse(age).success).toBe(true);
      }),
    );
  });
});

describe('ageAt', () => {
  it.each([
    ['03-05-1956', '02-05-2024', 67, 'años'],
    ['03-05-1956', '03-05-2024', 68, 'años'],
    ['03-05-56', '03-05-2024', 68, 'años'],
    ['29-02-2020', '28-02-2023', 2, 'años'],
    ['29-02-2020', '01-03-2023', 3, 'años'],
    ['03-05-2023', '02-05-2024', 11, 'meses'],
    ['03-05-2023', '03-06-2024', 13, 'meses'],
    ['30-04-2024', '03-05-2024', 3, 'días'],
    ['02-05-2024 10:00', '03-05-2024 22:30', 36, 'horas'],
    ['02-05-2024', '02-05-2024', 0, 'días'],
  ])('born %s, at %s: %d %s', (birth, at, value, unit) => expect(ageAt(birth, at)).toEqual({ value, unit }));
  it('is unknown before birth and without a day', () => {
    expect(ageAt('03-05-2024', '02-05-2024')).toBeNull();
    expect(ageAt('2024', '02-05-2024')).toBeNull();
    expect(ageAt('03-05-2024', 'hoy')).toBeNull();
  });
  it('never falls as time goes on', () => {
    const day = fc.date({ min: new Date('1920-01-01'), max: new Date('2024-12-31'), noInvalidDate: true });
    const iso = (d: Date) => d.toISOString().slice(0, 10);
    const size = { horas: 0, días: 1, meses: 1000, años: 1_000_000 };
    const rank = (birth: string, at: string) => {
      const age = ageAt(birth, at);
      return age ? size[age.unit] + age.value : -1;
    };
    fc.assert(
      fc.property(day, fc.nat(40_000), fc.nat(400), (birth, a, b) => {
        const later = (n: number) => iso(new Date(birth.getTime() + n * 86_400_000));
        expect(rank(iso(birth), later(a))).toBeLessThanOrEqual(rank(iso(birth), later(a + b)));
      }),
    );
  });
});
