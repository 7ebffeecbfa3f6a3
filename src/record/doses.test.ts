import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDose, sameDose } from './doses.ts';

const mg = (value: number, per = '') => ({ value, unit: `mg${per}` });

describe('parseDose', () => {
  it.each<[string, ReturnType<typeof parseDose>]>([
    [
      'Clopidogrel 75mg VO c/24h 12m',
      { amounts: [mg(75)], route: 'oral', frequencyHours: 24, durationDays: 360 },
    ],
    [
      'Ceftriaxona 2 g EV cada 24 horas por 7 días',
      { amounts: [mg(2000)], route: 'endovenosa', frequencyHours: 24, durationDays: 7 },
    ],
    [
      'Amoxicilina/clavulánico 875/125mg VO c/12h x 7 días',
      { amounts: [mg(875), mg(125)], route: 'oral', frequencyHours: 12, durationDays: 7 },
    ],
    [
      'Heparina 5.000 UI SC c/8 hrs',
      { amounts: [{ value: 5000, unit: 'UI' }], route: 'subcutánea', frequencyHours: 8 },
    ],
    [
      'Penicilina 1.200.000 UI IM por una vez',
      { amounts: [{ value: 1_200_000, unit: 'UI' }], route: 'intramuscular', once: true },
    ],
    [
      'Paracetamol 15mg/kg VO c/6h SOS fiebre',
      { amounts: [mg(15, '/kg')], route: 'oral', frequencyHours: 6, prn: true },
    ],
    [
      'Insulina cristalina 0.05U/kg/h EV',
      { amounts: [{ value: 0.05, unit: 'UI/kg/h' }], route: 'endovenosa' },
    ],
    [
      'Clonazepam 0,5 mg VO c/noche',
      { amounts: [mg(0.5)], route: 'oral', frequencyHours: 24, schedule: 'noche' },
    ],
    [
      'Salbutamol 2-4 puff INH c/4-6h',
      {
        amounts: [
          { value: 2, unit: 'puff' },
          { value: 4, unit: 'puff' },
        ],
        route: 'inhalatoria',
        frequencyHours: 4,
      },
    ],
    ['Metformina 850 mg 1-0-1', { amounts: [mg(850)], frequencyHours: 12, schedule: '1-0-1' }],
    [
      'Cotrimoxazol 1 comp lunes-miércoles-viernes',
      { amounts: [{ value: 1, unit: 'comp' }], schedule: 'lun-mie-vie' },
    ],
    ['Levotiroxina 100 µg vo 1 vez al día', { amounts: [mg(0.1)], route: 'oral', frequencyHours: 24 }],
    ['Oxígeno por naricera 2L/min', { amounts: [{ value: 2000, unit: 'ml/min' }] }],
    ['Suero fisiológico 500mL/h', { amounts: [{ value: 500, unit: 'ml/h' }] }],
    ['Amoxicilina 80 mg/kg/día VO TID', { amounts: [mg(80, '/kg/d')], route: 'oral', frequencyHours: 8 }],
    ['Solución salina hipertónica 3%', { amounts: [{ value: 3, unit: '%' }] }],
    [
      'Omeprazol 40mg VO c/12h 8sem',
      { amounts: [mg(40)], route: 'oral', frequencyHours: 12, durationDays: 56 },
    ],
    ['Alteplase 100mg EV en 2h', { amounts: [mg(100)], route: 'endovenosa', durationDays: 2 / 24 }],
    [
      'Rivaroxabán 15mg c/12h 21d, luego 20mg c/24h',
      {
        amounts: [mg(15)],
        frequencyHours: 12,
        durationDays: 21,
        next: { amounts: [mg(20)], frequencyHours: 24 },
      },
    ],
    [
      'Vitamina B12 1 amp IM semanal',
      { amounts: [{ value: 1, unit: 'ampolla' }], route: 'intramuscular', frequencyHours: 168 },
    ],
    ['Dieta absoluta', { amounts: [] }],
    ['Octreotide EV 72h', { amounts: [], route: 'endovenosa', durationDays: 3 }],
    ['Benznidazol 5mg/kg/día x60d', { amounts: [mg(5, '/kg/d')], durationDays: 60 }],
    [
      'Pancreatina 25000U VO c/comida',
      { amounts: [{ value: 25_000, unit: 'UI' }], route: 'oral', schedule: 'comidas' },
    ],
    ['Warfarina 1½ comp día por medio', { amounts: [{ value: 1.5, unit: 'comp' }], frequencyHours: 48 }],
  ])('%s', (text, dose) => expect(parseDose(text)).toEqual(dose));

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void parseDose(text)));
  });
  it('is quick on a long note', () => {
    const start = performance.now();
    parseDose('1-'.repeat(500_000));
    parseDose('500 mg c/12h '.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('sameDose', () => {
  it.each([
    ['Ceftriaxona 2g EV c/24h', 'Ceftriaxona 2.000 mg IV cada 24 horas'],
    ['Enoxaparina 60 mg SC BID', 'ENOXAPARINA 60MG SC C/12 HRS'],
    ['Levotiroxina 50mcg VO c/24h', 'Levotiroxina 50 µg oral 1 vez al día'],
    ['Digoxina 0,25 mg', 'Digoxina 0.250 mg'],
    ['Insulina NPH 30U SC', 'Insulina NPH 30 UI sc'],
    ['Ibuprofeno 400mg c/8h 3d SOS', 'Ibuprofeno 400 mg PRN c/8 h por 3 días'],
    ['Metformina 850mg 1-0-1', 'Metformina 850 mg c/12h'],
  ])('%s = %s', (a, b) => expect(sameDose(a, b)).toBe(true));
  it.each([
    ['Ceftriaxona 2g EV', 'Ceftriaxona 2 mg EV'],
    ['Heparina 5.000 UI', 'Heparina 5 UI'],
    ['Furosemida 40mg VO', 'Furosemida 40mg EV'],
    ['Amoxicilina 500mg c/8h 7d', 'Amoxicilina 500mg c/8h 10d'],
    ['Tramadol 50mg c/8h', 'Tramadol 50mg c/8h SOS'],
    ['Enoxaparina 1mg/kg', 'Enoxaparina 1mg'],
    ['Metformina 850mg 1-0-1', 'Metformina 850mg 1-1-0'],
  ])('%s is not %s', (a, b) => expect(sameDose(a, b)).toBe(false));

  const dose = fc.record({
    value: fc.integer({ min: 1, max: 999 }),
    unit: fc.constantFrom('mg', 'g', 'mcg', 'UI', 'ml', 'gotas', 'puff', 'comp'),
    route: fc.constantFrom('VO', 'EV', 'SC', 'IM', 'SL'),
    hours: fc.constantFrom(4, 6, 8, 12, 24, 48),
    days: fc.integer({ min: 1, max: 90 }),
  });
  it('space, case and wording do not matter; each part does', () => {
    fc.assert(
      fc.property(dose, dose, (a, b) => {
        const tight = (d: typeof a) => `Fármaco ${d.value}${d.unit} ${d.route} c/${d.hours}h ${d.days}d`;
        const loose = (d: typeof a) =>
          `FÁRMACO ${d.value} ${d.unit.toUpperCase()} ${d.route.toLowerCase()} cada ${d.hours} horas por ${d.days} días`;
        expect(sameDose(tight(a), loose(a))).toBe(true);
        const mass: Record<string, number> = { mg: 1, g: 1000, mcg: 0.001 };
        const size = (d: typeof a) =>
          d.unit in mass ? `${(d.value * (mass[d.unit] ?? 1)).toFixed(3)}mg` : d.value + d.unit;
        const same = size(a) === size(b) && a.route === b.route && a.hours === b.hours && a.days === b.days;
        expect(sameDose(tight(a), tight(b))).toBe(same);
      }),
    );
  });
});
