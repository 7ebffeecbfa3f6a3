/** Words that change an entry, that stand beside it or that the chart has not; and what reads differently and says the same. */
import { describe, expect, it } from 'vitest';
import type { ClinicalRecord, Fact, FactId, FactKind, Moment } from '../../record/schema.ts';
import { draftEpicrisis, templateDocument } from '../document.ts';
import { planEpicrisis } from '../plan.ts';
import { documentText } from '../types.ts';
import { checkText } from './check.ts';
import { wordDifferences } from './word-differences.ts';

const charted = (text: string) => ({ text, source: { type: 'typed' as const } });
const ROWS: readonly (readonly [FactKind, Moment, string, string?])[] = [
  ['diagnosis', 'ingreso', 'Neumonía grave', 'J18.9'],
  ['antecedent', 'ingreso', 'Madre con cáncer de mama'],
  ['antecedent', 'ingreso', 'Enfermedad renal crónica etapa III'],
  ['allergy', 'ingreso', 'Alergia a penicilina (anafilaxia)'],
  ['procedure', 'intrahospitalario', 'Toracocentesis izquierda'],
  [
    'note',
    'intrahospitalario',
    'Hemocultivos positivos a Escherichia coli. Expectoración disminuye con tratamiento',
  ],
  ['drug', 'intrahospitalario', 'Ceftriaxona 1 g EV c/24 h', 'J01DD04'],
  ['diagnosis', 'alta', 'Neumonía resuelta', 'J18.9'],
  ['condition', 'alta', 'Estable'],
  ['drug', 'alta', 'Paracetamol 1 g VO c/8 h', 'N02BE01'],
  ['drug', 'alta', 'Timolol 0,5% 1 gota ojo izquierdo c/12 h', 'S01ED01'],
  ['drug', 'alta', 'Insulina NPH 20 UI SC mañana y 10 UI noche', 'A10AC01'],
  ['alarm', 'alta', 'Fiebre mayor a 38°C'],
  ['control', 'alta', 'Broncopulmonar el 12-04-2025'],
  ['control', 'alta', 'CESFAM en 7 días'],
];
const record: ClinicalRecord = {
  schema: 1,
  identity: { age: charted('61 años'), parsedAge: { value: 61, unit: 'años' }, sex: 'f' },
  episode: {
    physician: charted('Dra. Ofelia Lagos'),
    admission: charted('01-04-2025'),
    discharge: charted('07-04-2025'),
  },
  facts: ROWS.map(
    ([kind, moment, text, code], i): Fact => ({
      id: `f${i}` as FactId,
      kind,
      moment,
      text,
      ...(code === undefined ? {} : { code }),
      ...(kind === 'note' ? { date: '03-04-2025' } : {}),
      source: { type: 'data', path: `f[${i}]` },
    }),
  ),
  reading: { adapter: 'test', url: '', title: '', readAt: '2025-04-07T00:00:00Z', findings: [] },
};
const DOCUMENT = documentText(
  templateDocument(
    draftEpicrisis(planEpicrisis(record, 'secciones', { hospitalName: '', signatureLine: '' }), 'text'),
  ),
);
const said = (text: string, severities: readonly string[] = ['error', 'warning']): string[] =>
  checkText(text, record, 'secciones')
    .filter((f) => f.origin !== 'chart' && severities.includes(f.severity))
    .map((f) => f.code);
const changed = (from: string | RegExp, to: string): string => {
  const text = DOCUMENT.replace(from, to);
  expect(text, String(from)).not.toBe(DOCUMENT);
  return text;
};

describe('an entry in other words', () => {
  it.each([
    ['Neumonía grave', 'Neumonía leve'],
    ['Madre con cáncer', 'Cáncer'],
    ['etapa III', 'etapa II'],
    ['anafilaxia', 'urticaria'],
    ['Toracocentesis', 'Paracentesis'],
    ['Escherichia coli', 'Klebsiella pneumoniae'],
    [/xpectoración disminuye/u, 'xpectoración aumenta'],
    ['resuelta (J18.9)', 'resuelta (J18.9) probable'],
    ['- Paracetamol', '- Suspender paracetamol'],
    ['izquierda\n', 'izquierda (no realizada)\n'],
  ])('%s told as %s', (from, to) => expect(said(changed(from, to))).toContain('C_CHANGED_WORD'));

  it.each([
    ['grave', 'severa'],
    ['mayor a 38°C', 'mayor a 38 ºC'],
    ['12-04-2025', '12 de abril de 2025'],
    ['en 7 días', 'en 1 semana'],
    ['etapa III', 'etapa 3'],
    ['Enfermedad renal crónica', 'ERC'],
  ])('%s as %s is the same', (from, to) => expect(said(changed(from, to))).toEqual([]));

  it('names what is lost and what is added', () =>
    expect(wordDifferences('Neumonía grave izquierda', 'neumonía leve izq.')).toEqual({
      lost: ['grave'],
      added: ['leve'],
    }));
});

it.each([
  ['mayor a 38', 'menor a 38', 'C_FIGURE'],
  ['12-04-2025', '07-04-2025', 'C_FIGURE'],
  ['en 7 días', 'en 7 semanas', 'C_FIGURE'],
  ['ojo izquierdo', 'ojo derecho', 'C_LATERALITY'],
  ['20 UI SC mañana y 10 UI noche', '10 UI SC mañana y 20 UI noche', 'C_DOSE'],
  ['VO c/8 h', 'VO c/8 h SOS', 'C_FREQUENCY'],
  ['Paracetamol 1 g', 'Zaldiar 1 g', 'C_UNSUPPORTED_DRUG'],
  ['Dra. Ofelia Lagos', 'Dr. Ernesto Ríos', 'C_HEADER_CHANGED'],
  ['estable', 'estable. Es dado de alta', 'C_HEADER_CHANGED'],
])('%s as %s: %s', (from, to, code) => expect(said(changed(from, to))).toContain(code));

describe('what the chart has no word of', () => {
  const told = (sentence: string): string => changed(/disminuye con tratamiento/u, `$& . ${sentence}`);
  it('asks about a disease or a procedure, and tells of anything else', () => {
    expect(said(told('Presenta shock séptico.'))).toEqual(['C_UNSUPPORTED_ENTRY']);
    expect(said(told('Familia en conocimiento y conforme.'))).toEqual([]);
    expect(said(told('Familia en conocimiento y conforme.'), ['info'])).toContain('C_UNSUPPORTED_ENTRY');
  });

  it('gaps of a form, a model’s talk, orders that name no drug', () => {
    expect(said(told('Control el [INSERTAR FECHA].'))).toEqual(['C_PLACEHOLDER']);
    expect(said(told('Como modelo de lenguaje no puedo opinar.'))).toEqual(['C_PLACEHOLDER']);
    expect(said(changed('- Paracetamol', '- Sus medicamentos habituales\n- Paracetamol'))).toEqual([
      'C_BLANKET_ORDER',
    ]);
    expect(said(`${DOCUMENT}\n_____________________\nFirma\n`)).toEqual([]);
  });
});

it('a text whose line breaks or ordinary spaces a page has taken away says the same', () => {
  expect(said(DOCUMENT.replace(/\n+(- )?/gu, (_, dash) => (dash ? '; ' : ' ')))).toEqual([]);
  expect(said(DOCUMENT.replace(/ /gu, '\u00a0'))).toEqual([]);
});
