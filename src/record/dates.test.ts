import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDates, daysBetween, daysOfStay, parseDate } from './dates.ts';

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const NAMES =
  'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' ');

describe('parseDate', () => {
  it.each([
    ['03-05-2024', '2024-05-03'],
    ['3/5/24', '2024-05-03'],
    ['03/05/2024 02:30 PM', '2024-05-03T14:30'],
    ['03/05/2024 12:10 a. m.', '2024-05-03T00:10'],
    ['03/05/2024 1430 hrs', '2024-05-03T14:30'],
    ['03/05/2024 9 hrs', '2024-05-03'],
    ['03-05-2024 (viernes)', '2024-05-03'],
    ['03.05.2024', '2024-05-03'],
    ['03.05.24', '2024-05-03'],
    ['3 de mayo de 2024', '2024-05-03'],
    ['viernes 3 de mayo del 2024', '2024-05-03'],
    ['Miércoles, 1° de mayo de 2024', '2024-05-01'],
    ['03-may-2024', '2024-05-03'],
    ['03 SEPT. 2024', '2024-09-03'],
    ['1 de setiembre de 2024', '2024-09-01'],
    ['19 — ago — 2024', '2024-08-19'],
    ['2024-05-03', '2024-05-03'],
    ['20240503', '2024-05-03'],
    ['2024-05-03T14:30:05.120-04:00', '2024-05-03T14:30'],
    ['2024-05-03T14:30:00Z', '2024-05-03T14:30'],
    ['03/05/2024 14:30', '2024-05-03T14:30'],
    ['03-05-2024 8:05 hrs.', '2024-05-03T08:05'],
    ['03-05-2024, a las 14.30 h', '2024-05-03T14:30'],
    ['03-05-2024 - 14:30:10', '2024-05-03T14:30'],
    ['29-02-2024', '2024-02-29'],
    ['mayo de 2024', '2024-05'],
    ['05/2024', '2024-05'],
    ['2024-05', '2024-05'],
    ['2024', '2024'],
    ['03-05-78', '1978-05-03'],
  ])('%s is %s', (text, iso) => expect(parseDate(text)?.iso).toBe(iso));

  it.each([
    '31-02-2024',
    '29-02-2023',
    '05/13/2024',
    '00-05-2024',
    '03-05-2024 24:10',
    '03-05-2024 14:75',
    '12345',
    'ayer',
    '',
    '3 de mayo',
    '120/80',
    '12.345.678-5',
    'marzo',
    '03-05-1492',
  ])('%s is no date', (text) => expect(parseDate(text)).toBeNull());

  it('settles a two-digit year by what it cannot be after', () => {
    expect(parseDate('03-05-45')?.iso).toBe('2045-05-03');
    expect(parseDate('03-05-45', { notAfter: '2024-06-01' })?.iso).toBe('1945-05-03');
  });
  it('reads every way of writing one day', () => {
    fc.assert(
      fc.property(day, (iso) => {
        const [y = '', m = '', d = ''] = iso.split('-');
        const name = NAMES[Number(m) - 1] ?? '';
        const ways = [iso, `${d}-${m}-${y}`, `${Number(d)}/${Number(m)}/${y}`, `${d}.${m}.${y}`];
        ways.push(
          `${Number(d)} de ${name} de ${y}`,
          `${d}-${name.slice(0, 3)}-${y}`,
          `${d} — ${name.slice(0, 3)} — ${y}`,
        );
        for (const way of ways) expect(parseDate(way)).toEqual({ iso, precision: 'day' });
        expect(parseDate(`${d}-${m}-${y} 07:09`)).toEqual({ iso: `${iso}T07:09`, precision: 'minute' });
      }),
    );
  });
  it('gives only days that exist, or null', () => {
    fc.assert(
      fc.property(fc.nat(40), fc.nat(15), fc.nat(2300), (d, m, y) => {
        const date = parseDate(`${d}-${m}-${y}`);
        if (date) expect(new Date(`${date.iso}T00:00Z`).toISOString().slice(0, 10)).toBe(date.iso);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void parseDate(text)));
  });
});

describe('comparing', () => {
  it('orders as far as both are known', () => {
    expect(compareDates('03-05-2024', '4 de mayo de 2024')).toBe(-1);
    expect(compareDates('05/2024', '03-05-2024')).toBe(0);
    expect(compareDates('03-05-2024 10:00', '03-05-2024 09:00')).toBe(1);
    expect(compareDates('ayer', '03-05-2024')).toBeNull();
  });
  it('is antisymmetric', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        expect((compareDates(a, b) ?? 9) + (compareDates(b, a) ?? 9)).toBe(0);
        expect(Math.sign(daysBetween(b, a) ?? 9) + 0).toBe(compareDates(a, b));
      }),
    );
  });
  it('counts days of stay as the ministry does', () => {
    expect(daysOfStay('03-05-2024', '10-05-2024')).toBe(7);
    expect(daysOfStay('03-05-2024 08:00', '03-05-2024 20:00')).toBe(1);
    expect(daysOfStay('28-02-2024', '01-03-2024')).toBe(2);
    expect(daysOfStay('10-05-2024', '03-05-2024')).toBeNull();
    expect(daysOfStay('05/2024', '10-05-2024')).toBeNull();
  });
});
