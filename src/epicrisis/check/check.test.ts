/** The rules, each by an example; what they reach over thousands of texts is measured by `npm run -s eval -- --mutants`. */
import { describe, expect, it } from 'vitest';
import type { ClinicalRecord, Fact, FactId, FactKind, Moment } from '../../record/schema.ts';
import { draftEpicrisis, templateDocument } from '../document.ts';
import { planEpicrisis } from '../plan.ts';
import { documentText, type Finding } from '../types.ts';
import { checkSteps, checkText } from './check.ts';

const institution = { hospitalName: '', signatureLine: '' };
const charted = (text: string) => ({ text, source: { type: 'typed' as const } });

type Row = readonly [kind: FactKind, moment: Moment, text: string, code?: string | undefined, date?: string];
const ROWS: readonly Row[] = [
  ['reason', 'ingreso', 'Dolor en cadera tras caída a nivel'],
  ['diagnosis', 'ingreso', 'Fractura de cadera derecha', 'S72.0'],
  ['antecedent', 'ingreso', 'Hipertensión arterial'],
  ['drug', 'habitual', 'Losartán 50 mg VO c/12 h', 'C09CA01'],
  ['allergy', 'ingreso', 'Penicilina: exantema'],
  ['procedure', 'intrahospitalario', 'Osteosíntesis de cadera derecha', '79.35', '13-03-2024'],
  ['note', 'intrahospitalario', 'Sin fiebre. Herida sin secreción', undefined, '14-03-2024'],
  ['drug', 'intrahospitalario', 'Cefazolina 1 g EV c/8 h por 1 día', 'J01DB04'],
  ['drug', 'intrahospitalario', 'Tramadol 100 mg EV c/8 h', 'N02AX02'],
  ['exam', 'intrahospitalario', 'Hemoglobina 10,2 g/dL'],
  ['diagnosis', 'alta', 'Fractura de cadera derecha operada', 'S72.0'],
  ['drug', 'alta', 'Losartán 50 mg VO c/12 h', 'C09CA01'],
  ['drug', 'alta', 'Paracetamol 1 g VO c/8 h por 5 días', 'N02BE01'],
  ['control', 'alta', 'Traumatología en 15 días'],
];

const factsOf = (rows: readonly Row[]): Fact[] =>
  rows.map(([kind, moment, text, code, date], i) => ({
    id: `f${i}` as FactId,
    kind,
    moment,
    text,
    ...(code === undefined ? {} : { code }),
    ...(date === undefined ? {} : { date }),
    source: { type: 'data', path: `f[${i}]` },
  }));

const recordOf = (rows: readonly Row[] = ROWS): ClinicalRecord => ({
  schema: 1,
  identity: {
    name: charted('Elena Huerta Vidal'),
    run: charted('12.345.678-5'),
    ficha: charted('204518'),
    age: charted('78 años'),
    parsedAge: { value: 78, unit: 'años' },
    sex: 'f',
  },
  episode: {
    service: charted('Traumatología'),
    admission: charted('12-03-2024'),
    discharge: charted('18-03-2024'),
    physician: charted('Dra. Nora Lillo Parra'),
  },
  facts: factsOf(rows),
  reading: { adapter: 'test', url: '', title: '', readAt: '2024-03-18T00:00:00Z', findings: [] },
});

const record = recordOf();
const written = (of: ClinicalRecord = record): string =>
  documentText(templateDocument(draftEpicrisis(planEpicrisis(of, 'secciones', institution), 'text')));
const DOCUMENT = written();

/** What is said of the text against its chart. */
const against = (text: string, of: ClinicalRecord = record): Finding[] =>
  checkText(text, of, 'secciones').filter((f) => f.origin !== 'chart' && f.severity !== 'info');
const codes = (findings: readonly Finding[]): string[] => findings.map((f) => f.code);
const changed = (from: string | RegExp, to: string): string => {
  const text = DOCUMENT.replace(from, to);
  expect(text, String(from)).not.toBe(DOCUMENT);
  return text;
};
const mended = (text: string, finding: Finding | undefined): string =>
  finding?.fix ? text.slice(0, finding.fix.start) + finding.fix.text + text.slice(finding.fix.end) : '';

it('says nothing against a document that copies its chart', () => {
  expect(against(DOCUMENT)).toEqual([]);
});

describe('drugs', () => {
  it.each([
    ['Cefazolina 1 g', 'Cefazolina 2 g', 'C_DOSE'],
    ['Cefazolina 1 g', 'Cefazolina 1 mg', 'C_DOSE'],
    ['1 g EV c/8', '1 g VO c/8', 'C_ROUTE'],
    ['EV c/8 h por 1', 'EV c/6 h por 1', 'C_FREQUENCY'],
    ['por 5 días', 'por 15 días', 'C_DURATION'],
  ])('%s -> %s: %s', (from, to, code) => {
    const text = changed(new RegExp(from, 'iu'), to);
    const found = against(text);
    expect(codes(found)).toEqual([code]);
    expect(mended(text, found[0]).toLowerCase()).toBe(DOCUMENT.toLowerCase());
  });

  it('two doses that change places are two errors, though both amounts are charted', () => {
    const text = changed(/cefazolina 1 g/iu, 'Cefazolina 100 mg').replace(
      /tramadol 100 mg/iu,
      'tramadol 1 g',
    );
    expect(codes(against(text))).toEqual(['C_DOSE', 'C_DOSE']);
  });

  it.each([
    ['1 g VO c/8 h', '1000 mg por vía oral cada 8 horas'],
    ['VO c/8 h por 5 días', 'VO tres veces al día, durante 5 días'],
    ['Paracetamol 1 g', '1 g de paracetamol'],
    ['Cefazolina 1 g EV c/8 h', 'CEFAZOLINA 1g IV TID'],
  ])('%s as %s is the same', (from, to) => {
    expect(against(changed(new RegExp(from, 'iu'), to))).toEqual([]);
  });

  it('one that is gone, one that is nowhere charted, one of another list, one twice', () => {
    expect(codes(against(changed(/- Paracetamol[^\n]*\n/u, '')))).toEqual(['C_MISSING_FACT']);
    expect(
      codes(against(changed(/\n- Paracetamol/u, '\n- Amiodarona 200 mg VO c/24 h\n- Paracetamol'))),
    ).toContain('C_UNSUPPORTED_DRUG');
    expect(
      codes(against(changed(/\n- Paracetamol/u, '\n- Tramadol 100 mg EV c/8 h (N02AX02)\n- Paracetamol'))),
    ).toEqual(['C_DRUG_WRONG_LIST']);
    expect(codes(against(changed(/(- Paracetamol[^\n]*\n)/u, '$1$1')))).toEqual(['C_DUPLICATE_DRUG']);
  });
});

describe('entries', () => {
  it.each([
    ['Fractura de cadera derecha operada', 'Fractura de cadera izquierda operada', 'C_LATERALITY'],
    ['10,2', '12,0', 'C_FIGURE'],
    [/operada \(S72.0\)/u, 'operada (S72.1)', 'C_CODE_CHANGED'],
    ['- Fractura de cadera derecha operada (S72.0)\n', '', 'C_MISSING_FACT'],
    [
      '- Fractura de cadera derecha operada (S72.0)\n',
      '- Fractura de cadera derecha operada (S72.0)\n- Fractura de cadera derecha (S72.0)\n',
      'C_WRONG_SECTION',
    ],
    ['Fractura de cadera derecha operada', 'se descarta fractura de cadera derecha operada', 'C_NEGATION'],
  ])('%s -> %s: %s', (from, to, code) => {
    expect(codes(against(changed(from, to)))).toEqual([code]);
  });

  it('other words for the same are the same', () => {
    expect(against(changed('Hipertensión arterial', 'HTA'))).toEqual([]);
    expect(against(changed('Osteosíntesis de cadera derecha', 'Osteosintesis cadera der.'))).toEqual([]);
  });
});

describe('running text', () => {
  it('a denied finding asserted, an outcome that nobody charted', () => {
    expect(codes(against(changed(/sin fiebre/iu, 'Con fiebre')))).toEqual(['C_NEGATION']);
    expect(codes(against(changed(/sin fiebre/iu, 'Evolución favorable. Sin fiebre')))).toEqual(['C_OUTCOME']);
  });

  it('an event under another day', () => {
    const two = recordOf([...ROWS, ['note', 'intrahospitalario', 'Se levanta', undefined, '16-03-2024']]);
    const text = written(two);
    const moved = text.replace(/14-03-2024(?=: )/u, '15-03-2024');
    expect(against(text, two)).toEqual([]);
    expect(moved).not.toBe(text);
    expect(codes(against(moved, two))).toEqual(['C_DATE_UNSUPPORTED']);
    expect(codes(against(text.replace(/14-03-2024(?=: )/u, '16-03-2024'), two))).toEqual(['C_DATE_MISMATCH']);
  });
});

describe('whose text it is', () => {
  it.each([
    ['Nombre: Elena Huerta Vidal', 'Nombre: Marta Tapia Quiroz'],
    ['12.345.678-5', '11.111.111-1'],
    ['204518', '304518'],
    ['Sin fiebre', 'Don Raúl Oyarzún Cárcamo sin fiebre'],
  ])('%s -> %s', (from, to) => {
    const [first] = against(changed(new RegExp(from, 'iu'), to));
    expect(first).toMatchObject({ code: 'C_OTHER_PATIENT', severity: 'error' });
  });

  it('admission and discharge that changed places', () => {
    const text = DOCUMENT.replace('12-03-2024', '@')
      .replace('18-03-2024', '12-03-2024')
      .replace('@', '18-03-2024');
    expect(codes(against(text))).toEqual(['C_HEADER_CHANGED', 'C_HEADER_CHANGED']);
  });
});

describe('allergies', () => {
  const silent = recordOf(ROWS.filter(([kind]) => kind !== 'allergy'));

  it('a silent chart is not «sin alergias»', () => {
    const text = written(silent);
    expect(text).toContain('No consignado');
    const [first] = against(text.replace('No consignado', 'Sin alergias conocidas'), silent);
    expect(first).toMatchObject({ code: 'C_ALLERGY_INVENTED', fix: { text: 'No consignado' } });
  });

  it('a drug that the patient is allergic to; another class only asked for', () => {
    const given = checkText(
      changed('\n- Paracetamol', '\n- Amoxicilina 500 mg VO c/8 h\n- Paracetamol'),
      record,
      'secciones',
    );
    expect(codes(given)).toContain('C_ALLERGY_DRUG');
    expect(checkText(DOCUMENT, record, 'secciones').find((f) => f.code === 'C_ALLERGY_CROSS')).toMatchObject({
      severity: 'warning',
      origin: 'chart',
    });
  });
});

describe('the chart itself', () => {
  it('codes of the other sex, duplicated classes, habitual drugs left open, days in the wrong order', () => {
    const odd = recordOf([
      ...ROWS,
      ['diagnosis', 'alta', 'Hiperplasia prostática', 'N40'],
      ['drug', 'habitual', 'Levotiroxina 75 mcg VO c/24 h', 'H03AA01'],
      ['drug', 'alta', 'Omeprazol 20 mg VO c/24 h', 'A02BC01'],
      ['drug', 'alta', 'Esomeprazol 40 mg VO c/24 h', 'A02BC05'],
    ]);
    const found = checkText(
      written(odd),
      { ...odd, episode: { ...odd.episode, discharge: charted('01-03-2024') } },
      'secciones',
    );
    const own = codes(found.filter((f) => f.origin === 'chart'));
    for (const code of ['C_SEX_CODE', 'C_DUPLICATE_CLASS', 'C_HABITUAL_UNRESOLVED', 'C_DATES_ORDER'])
      expect(own).toContain(code);
  });
});

describe('hostile charts and texts', () => {
  it('bidi marks, soft hyphens and composed letters change nothing, and the places are those of the text', () => {
    const odd = DOCUMENT.normalize('NFD')
      .replace(/fract/giu, 'frac\u00ADt')
      .replace(/EPICRISIS/u, '\u202EEPICRISIS');
    expect(against(odd)).toEqual([]);
    const wrong = odd.replace('Cefazolina 1 g', 'Cefazolina 2 g').replace('cefazolina 1 g', 'cefazolina 2 g');
    const [dose] = against(wrong);
    expect(dose?.code).toBe('C_DOSE');
    expect(wrong.slice(dose?.at, (dose?.at ?? 0) + 10).toLowerCase()).toBe('cefazolina');
    expect(against(mended(wrong, dose))).toEqual([]);
  });

  it('a note of two megabytes is indexed in steps, and the text after it checked as fast as ever', () => {
    const line = 'Paciente estable, sin fiebre, con PCR 12 y ceftriaxona 1 g. ';
    const big = recordOf([
      ...ROWS,
      ['note', 'intrahospitalario', line.repeat(33_000), undefined, '15-03-2024'],
    ]);
    const steps = checkSteps(DOCUMENT, big, 'secciones');
    let n = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) n++;
    expect(n).toBeGreaterThan(300);
    expect(codes(checkText(changed(/cefazolina 1 g/iu, 'Cefazolina 2 g'), big, 'secciones'))).toContain(
      'C_DOSE',
    );
  }, 60_000);

  it('contradictions of the chart are copied and named, once each', () => {
    const both = recordOf([...ROWS, ['diagnosis', 'alta', 'Fractura de cadera izquierda operada', 'S72.0']]);
    const found = checkText(written(both), both, 'secciones');
    expect(found.filter((f) => f.severity === 'error')).toEqual([]);
    expect(codes(found).filter((c) => c === 'C_SIDE_CONTRADICTION')).toHaveLength(1);
  });
});
