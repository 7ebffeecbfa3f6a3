/** One prescription in any of its spellings compares equal; any other does not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameDose } from './doses.ts';

const AMOUNTS: readonly (readonly string[])[] = [
  ['500 mg', '500mg', '0,5 g', '0.5 gr', '500 miligramos', '500 MG'],
  ['1 g', '1000 mg', '1gr', '1 gramo', '1.000 mg'],
  ['50 mcg', '50 ug', '50 µg', '0,05 mg', '50 microgramos'],
  ['875/125 mg', '875/125', '875mg/125mg', '875 mg/125 mg', '875/125MG'],
  ['5.000 UI', '5000 U', '5000 unidades', '5.000 u'],
  ['2 puff', 'dos puff'],
  ['½ comp', '1/2 comp', 'medio comprimido', '0,5 comp'],
  ['1 comp', 'un comprimido', '1 comp.', '1 tableta'],
  ['10 ml', '10 cc', '10ml'],
];
const ROUTES: readonly (readonly string[])[] = [
  ['EV', 'IV', 'e.v.', 'endovenoso', 'intravenosa'],
  ['VO', 'oral', 'v.o.', 'PO', 'vía oral'],
  ['SC', 's.c.', 'subcutánea'],
  ['IM', 'intramuscular'],
];
const FREQUENCIES: readonly (readonly string[])[] = [
  [
    'c/12h',
    'cada 12 horas',
    'BID',
    '2 veces al día',
    'c/12 hrs',
    'dos veces por día',
    '2 veces x día',
    'C/12 H',
  ],
  ['c/8h', 'cada 8 hrs', 'TID', '3 veces al día', 'c/8', '3 v/d'],
  ['c/6h', 'QID', 'cada 6 horas', '4 veces al día'],
  ['c/24h', 'al día', '1 vez al día', 'diario', 'QD', 'cada 24 horas'],
  ['c/48h', 'día por medio', 'cada 2 días', 'días alternos'],
  ['semanal', '1 vez por semana', 'cada semana', 'c/semana'],
];
const DURATIONS: readonly (readonly string[])[] = [
  ['por 7 días', 'x 7 días', '7d', 'por 1 semana'],
  ['por 14 días', '14 d', '2 semanas'],
  ['', ''],
];
const PARTS = [AMOUNTS, ROUTES, FREQUENCIES, DURATIONS];

const meaning = fc.tuple(...PARTS.map((p) => fc.nat(p.length - 1)));
const spelling = fc.tuple(...PARTS.map(() => fc.nat(20)));
const say = (means: readonly number[], spelt: readonly number[]): string =>
  means
    .map((m, i) => {
      const ways = PARTS[i]?.[m] ?? [];
      return ways[(spelt[i] ?? 0) % ways.length] ?? '';
    })
    .join(' ')
    .trim();

describe('sameDose', () => {
  it('holds between all spellings of one prescription', () => {
    fc.assert(
      fc.property(meaning, spelling, spelling, (means, a, b) => {
        expect(sameDose(say(means, a), say(means, b)), `${say(means, a)} | ${say(means, b)}`).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
  it('does not hold between two prescriptions', () => {
    fc.assert(
      fc.property(meaning, meaning, spelling, spelling, (one, other, a, b) => {
        fc.pre(one.some((m, i) => m !== other[i]));
        expect(sameDose(say(one, a), say(other, b)), `${say(one, a)} | ${say(other, b)}`).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });
  it.each([
    ['40 mg/día', '40 mg al día', true],
    ['20 mg AM', '20 mg en la mañana', true],
    ['80 mg 1-0-0', '80 mg cada mañana', true],
    ['80 mg 1-0-1', '80 mg cada mañana', false],
    ['5 mg/kg/día', '5 mg al día', false],
    ['VO', 'per os', true],
    ['250 mg/5 ml 10 ml c/8h', '250 mg/5 ml 5 ml c/8h', false],
    ['losartán 50 mg si PA >140/90', 'losartán 50 mg si PA >160/100', true],
    ['1 comp c/12h', '½ comp c/12h', false],
  ])('%s | %s: %s', (a, b, same) => expect(sameDose(a, b)).toBe(same));
});
