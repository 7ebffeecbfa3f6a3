import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSystems, findCodes, splitCode } from './codes.ts';

describe('splitCode', () => {
  it.each([
    ['IAMCEST anterior extenso (I21.0)', 'IAMCEST anterior extenso', 'I21.0'],
    ['IAM [I21.0].', 'IAM', 'I21.0'],
    ['Hipertensión arterial (I10)', 'Hipertensión arterial', 'I10'],
    ['Heparina 5000UI EV (B01AB01)', 'Heparina 5000UI EV', 'B01AB01'],
    ['Complejo B VO c/24h (A11E)', 'Complejo B VO c/24h', 'A11E'],
    ['Coronariografía (K492)', 'Coronariografía', 'K492'],
    ['Apendicectomía ( 18-02-053 )', 'Apendicectomía', '18-02-053'],
    ['Angioplastia (37.0)', 'Angioplastia', '37.0'],
    ['Embarazo (gemelar) (O30.0)', 'Embarazo (gemelar)', 'O30.0'],
  ])('separates %s', (entry, text, code) => expect(splitCode(entry)).toEqual({ text, code, whole: false }));

  it.each([
    'Derivación a cirugía cardíaca (Heart Team)',
    'Desaturación (88%)',
    'Parto (2)',
    'Fractura vertebral (T12)',
    'Déficit de vitamina (B12)',
    'Sin código',
    '(I21.0', //
  ])('leaves %s', (entry) => {
    expect(splitCode(entry).text).toBe(entry);
    expect(splitCode(entry).whole).toBe(entry === '(I21.0');
  });

  it.each([
    ['I21.0 Infarto agudo de miocardio', 'I21.0'],
    ['Colecistitis (K81.0) operada', 'K81.0'],
    ['Neumonía (J18.9) por COVID (U07.1)', 'J18.9'],
    ['Infarto (CIE-10: I21.0)', 'I21.0'],
    ['I10 Hipertensión arterial', 'I10'],
    ['Hipertensión arterial - I10', 'I10'],
    ['(I21.0)', 'I21.0'],
  ])('keeps %s whole', (entry, code) => {
    expect(splitCode(entry, fieldSystems('diagnosis'))).toEqual({ text: entry, code, whole: true });
  });

  it('looks only for what the field holds', () => {
    expect(splitCode('Fiebre (38.5)', ['cie10'])).toEqual({ text: 'Fiebre (38.5)', whole: false });
    expect(splitCode('K492 - Coronariografía', fieldSystems('procedure')).code).toBe('K492');
    expect(splitCode('B12 baja', ['cie10'])).toEqual({ text: 'B12 baja', whole: false });
  });

  it('never loses a word, whatever the entry', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab (I21.0)[K5]ñ.') }), (entry) => {
        const { text, code, whole } = splitCode(entry);
        if (whole || code === undefined) expect(text).toBe(entry.trim());
        else expect(entry.trim().startsWith(text) && entry.includes(code)).toBe(true);
      }),
    );
  });
});

describe('findCodes', () => {
  const certain = (text: string) => findCodes(text).filter((c) => c.certain);
  const codes = (text: string) => certain(text).map((c) => c.code);
  it('finds the codes of an epicrisis', () => {
    expect(
      codes('TEP masivo (I26.0). Se realiza angio TC (88.42) y heparina (B01AB01), I10 aparte.'),
    ).toEqual(['I26.0', '88.42', 'B01AB01']);
    expect(codes('Diagnósticos (I21.0, I10 y E11.9) [K492]')).toEqual(['I21.0', 'I10', 'E11.9', 'K492']);
    expect(codes('Se codifica J18.9 y N02BE01')).toEqual(['J18.9', 'N02BE01']);
  });
  it.each([
    'vitamina B12',
    'Vitamina (B12)',
    'fractura de T12 y L5, estenosis C3-C4, S1',
    'Hormonas T4 y T3; HLA-B27; proteína S100; CA125',
    'T° 38.5, 12.5 mg, PA 120/80, pH (7.35)',
    'el 12.05.2024 a las 10.30; SpO2 (88%)',
    'Control telefónico 2345678, RUN 12.345.678-5',
    'c12 h20 (a11)',
    'H1N1, G1P0, M0',
  ])('nothing certain in %s', (text) => expect(certain(text)).toEqual([]));
  it('gives uncertain ones too', () => {
    expect(findCodes('Cáncer C34 y B12').map((c) => [c.code, c.certain])).toEqual([
      ['C34', false],
      ['B12', false],
    ]);
  });
  it('finds a code in brackets wherever it is, at its place', () => {
    const name = fc.stringMatching(/^[a-zñ ]{0,20}$/);
    const code = fc.constantFrom('I21.0', 'I10', 'K492', '88.42', 'B01AB01', '1801001', 'U07.1');
    fc.assert(
      fc.property(name, code, name, (a, c, b) => {
        const text = `${a} (${c}) ${b}`;
        const [found] = certain(text);
        expect(found?.code).toBe(c);
        expect(text.slice(found?.start, found?.end)).toBe(c);
      }),
    );
  });
  it('is linear on a 2 MB note', () => {
    const start = performance.now();
    findCodes('(('.repeat(500_000));
    findCodes('I21 (I21.0) 12-'.repeat(60_000));
    expect(performance.now() - start).toBeLessThan(4000);
  });
});
