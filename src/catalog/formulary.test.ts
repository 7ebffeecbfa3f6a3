import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '../record/text.ts';
import { drugsOfAtc, findDrugNames, formulary } from './formulary.ts';

const canonical = (text: string): string[] => findDrugNames(text).map((m) => m.canonical);
const certain = (text: string): string[] =>
  findDrugNames(text)
    .filter((m) => !m.common)
    .map((m) => m.name);

describe('formulary', () => {
  it('has hundreds of drugs, each with a well-formed code, each entry once', () => {
    expect(new Set(formulary.map((d) => d.name)).size).toBeGreaterThanOrEqual(400);
    for (const { name, atc, synonyms } of formulary) {
      expect(atc, name).toMatch(/^[ABCDGHJLMNPRSV]\d\d[A-Z](?:[A-Z](?:\d\d)?)?$/);
      for (const text of [name, ...synonyms]) expect(text).toBe(text.trim().normalize('NFC'));
    }
    expect(new Set(formulary.map((d) => `${d.name} ${d.atc}`)).size).toBe(formulary.length);
    // class codes are the exception
    expect(formulary.filter((d) => d.atc.length < 7).length).toBeLessThan(20);
  });

  it('finds each of its names as itself: no name belongs to two drugs', () => {
    const owners = new Map<string, string>();
    for (const drug of formulary) {
      for (const name of [drug.name, ...drug.synonyms]) {
        const key = words(name)
          .map((w) => w.folded)
          .join(' ');
        expect(owners.get(key) ?? drug.name, name).toBe(drug.name);
        owners.set(key, drug.name);
        expect(canonical(name), name).toEqual([drug.name]);
      }
    }
  });
});

describe('findDrugNames', () => {
  it('finds names whatever their case, accents, brand or salt, with their places', () => {
    const text = 'Alta con LOSARTAN potásico 50 mg, Cardioaspirina y ácido  fólico.';
    const found = findDrugNames(text);
    expect(found.map((m) => m.canonical)).toEqual(['losartán', 'aspirina', 'ácido fólico']);
    for (const m of found) expect(text.slice(m.start, m.end)).toBe(m.name);
    expect(canonical('clorhidrato de tramadol, diclofenaco sódico')).toEqual(['tramadol', 'diclofenaco']);
    expect(canonical('AC. VALPROICO 500, ac acetilsalicilico, sulfato magnesio')).toEqual([
      'ácido valproico',
      'aspirina',
      'sulfato de magnesio',
    ]);
    expect(certain('Losartan50mg y Furosemida40')).toEqual(['Losartan', 'Furosemida']);
  });

  it('takes the longest name', () => {
    expect(canonical('cloruro de potasio; insulina NPH; penicilina benzatina')).toEqual([
      'cloruro de potasio',
      'insulina NPH',
      'penicilina benzatina',
    ]);
    expect(findDrugNames('insulina NPH, Lantus').map((m) => m.parts)).toEqual([['insulina'], ['insulina']]);
    // another drug, not a kind
    expect(findDrugNames('trastuzumab deruxtecán')[0]?.parts).toEqual([]);
    expect(certain('resistencia a la insulina, déficit de vitamina D; usa insulina')).toEqual(['insulina']);
  });

  it('takes a name of fewer than four letters only in capitals or as listed', () => {
    expect(canonical('AAS 100, MTX, KCl, NPH, TNK')).toEqual([
      'aspirina',
      'metotrexato',
      'cloruro de potasio',
      'insulina NPH',
      'tenecteplasa',
    ]);
    expect(findDrugNames('aas, mtx, Epo, tnk')).toEqual([]);
    expect(findDrugNames('AASX, 2TNK3')).toEqual([]);
    // pneumonia, scanner, hospital words: other meanings, not listed
    expect(certain('NAC, TAC, IC, ACV, ABC, INH, ASA, AC, RIF, PCR, HCT 32 %, SF, SNP')).toEqual([]);
  });

  it('takes combinations', () => {
    const name = 'amoxicilina/ácido clavulánico';
    expect(canonical('Amoxicilina/Ac.clavulanico')).toEqual([name]);
    expect(canonical('AMOXICILINA + AC. CLAVULANICO')).toEqual([name]);
    expect(canonical('amoxicilina-clavulánico')).toEqual([name]);
    expect(canonical('amoxicilina con ácido clavulánico')).toEqual([name]);
    expect(canonical('Piperacilina Tazobactam')).toEqual(['piperacilina/tazobactam']);
    expect(canonical('carbidopa/levodopa; budesonida + formoterol')).toEqual([
      'levodopa/carbidopa',
      'formoterol/budesonida',
    ]);
  });

  it('takes two drugs side by side as two, joined by a sign as one', () => {
    expect(canonical('rifampicina, isoniazida, pirazinamida y etambutol')).toHaveLength(4);
    expect(canonical('paracetamol y tramadol')).toEqual(['paracetamol', 'tramadol']);
    expect(canonical('- losartán\n- hidroclorotiazida')).toEqual(['losartán', 'hidroclorotiazida']);
    const [one, ...more] = findDrugNames('losartán/hidroclorotiazida 50/12,5');
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      canonical: 'losartán/hidroclorotiazida',
      parts: ['losartán', 'hidroclorotiazida'],
    });
  });

  it('marks ordinary words and laboratory tests', () => {
    const text =
      'Hierro, oxígeno, potasio, calcio, glucosa, suero, sal, agua, albúmina, plaquetas, O2, HCT, zinc';
    const found = findDrugNames(text);
    expect(found).toHaveLength(13);
    expect(found.filter((m) => !m.common)).toEqual([]);
    expect(certain('suero fisiológico; sulfato ferroso; gluconato de calcio; SF 0,9%')).toHaveLength(4);
  });

  it.each([
    'Paciente de 68 años que ingresa por neumonía basal derecha; evoluciona afebril, sin requerimiento de O2, con buena mecánica ventilatoria.',
    'Se realiza coronariografía que evidencia oclusión de DA proximal, angioplastia primaria con stent medicado y flujo TIMI 3 final.',
    'Exámenes: Hb 11,2 g/dL, HCT 34 %, leucocitos 12.300, plaquetas 230.000, PCR 45 mg/L, creatinina 0,9, sodio 138, potasio 4,1, calcio 9,1, albúmina 3,4.',
    'AL INGRESO PACIENTE EN REGULARES CONDICIONES, ACV ISQUEMICO ACM DERECHA, FA CON RVR, TAC DE CEREBRO SIN SANGRADO, NAC EN TTO, RX TX SIN CONDENSACION.',
    'Niega hábito tabáquico; alcohol ocasional. Diabetes mellitus con resistencia a la insulina y déficit de vitamina B12.',
    'Régimen liviano sin sal, abundante agua, reposo relativo por 7 días, control en policlínico con exámenes.',
    'Se añora visita familiar; la paciente celebra su cumpleaños en sala, se concerta hora con kinesiólogo, espiro pendiente.',
    'Se traslada en metro a su domicilio con la señora Nora Paz y don Foster Ringling; mero trámite. Cama 3, pza 12, sala de aislamiento.',
    'Se retira CVC, drenaje y sonda Foley. Herida operatoria limpia, sin eritema ni secreción; retiro de puntos en 10 días.',
    'Eco TT: FEVI 55 %, sin alteraciones de la motilidad; IT leve, PSAP 35 mmHg. ECG: RS, eje normal, sin cambios del ST.',
    'Estenosis de la carótida interna izquierda. Gasometría: pH 7,32, bicarbonato 18, lactato 2,1, glucosa 180.',
    'Recién nacido de término, 39 semanas, AEG, Apgar 9-9, parto vaginal, lactancia materna exclusiva, screening PKU y TSH tomados.',
    'Se suspende antibiótico por vía endovenosa, se ajusta anticoagulación según INR y se inicia antihipertensivo por vía oral.',
    'SE DEJA EN REGIMEN CERO, SNG A CAIDA LIBRE, BIC, VVP EN ESD, GCS 15, ASA II, IC A CIRUGIA, ARA II C/12 H, IECA, AINES SOS.',
  ])('finds nothing in clinical Spanish without drugs: %s', (text) => {
    expect(certain(text)).toEqual([]);
  });

  it('stands any text: places in order, in bounds, never overlapping', () => {
    const name = fc.constantFrom(...formulary.flatMap((d) => [d.name, ...d.synonyms]));
    const piece = fc.oneof(
      name,
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(' ', '/', ', ', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const m of findDrugNames(text)) {
          expect(m.start).toBeGreaterThanOrEqual(last);
          expect(m.end).toBeGreaterThan(m.start);
          expect(text.slice(m.start, m.end)).toBe(m.name);
          last = m.end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('is fast: 5,000 characters in a few milliseconds, 2 MB in seconds', () => {
    const sentence =
      'Ingresa por neumonía basal derecha tratada con ceftriaxona 1 g c/24 h, losartán potásico 50 mg y AAS. ';
    const text = sentence.repeat(50).slice(0, 5000);
    for (let i = 0; i < 20; i++) findDrugNames(text);
    const times = Array.from({ length: 20 }, () => {
      const start = performance.now();
      findDrugNames(text);
      return performance.now() - start;
    }).sort((a, b) => a - b);
    // under 2 ms on an idle machine; room for a busy one
    expect(times[5]).toBeLessThan(8);
    const start = performance.now();
    findDrugNames(sentence.repeat(20_000));
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('drugsOfAtc', () => {
  it('gives the drugs of a code, also where a drug has several', () => {
    expect(drugsOfAtc('J01XA01').map((d) => d.name)).toEqual(['vancomicina']);
    expect(drugsOfAtc(' j01dd04 ').map((d) => d.name)).toEqual(['ceftriaxona']);
    for (const code of ['J01XD01', 'P01AB01'])
      expect(drugsOfAtc(code).map((d) => d.name)).toEqual(['metronidazol']);
  });
  it('gives all of a class, none for text that is no code', () => {
    expect(drugsOfAtc('C09AA').map((d) => d.name)).toContain('enalapril');
    for (const text of ['', 'J01XA0', 'I21.0', 'losartán', 'C09AA99']) expect(drugsOfAtc(text)).toEqual([]);
  });
});
