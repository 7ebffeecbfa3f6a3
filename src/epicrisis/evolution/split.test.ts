import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertionSpans } from '../../record/negation.ts';
import { cleanText } from '../../record/text.ts';
import { cutLongRun, MAX_CLAUSE } from './long-runs.ts';
import { isPlan } from './plans.ts';
import { splitNote } from './split.ts';

const texts = (note: string): string[] => splitNote(note).pieces.map((p) => p.text);
const modes = (note: string): string[] => splitNote(note).pieces.map((p) => `${p.mode}: ${p.text}`);
const days = (note: string): string[] =>
  splitNote(note).pieces.map((p) => `${p.mark?.label ?? '-'} ${p.text}`);

describe('splitNote', () => {
  it('ends a piece where the writer ended a thought', () => {
    expect(texts('Afebril. Tolera VO; sin dolor // vigil | RX: sin lesiones\n- deambula')).toEqual([
      'Afebril',
      'Tolera VO',
      'sin dolor',
      'vigil',
      'RX: sin lesiones',
      'deambula',
    ]);
  });
  it.each([
    [
      'Evaluado por Dr. Peumo. Hemocultivos E. coli BLEE',
      ['Evaluado por Dr. Peumo', 'Hemocultivos E. coli BLEE'],
    ],
    ['AFEBRIL 72 H. PCR 35', ['AFEBRIL 72 H', 'PCR 35']],
    ['sat. 97 %, fractura de lóbulo sup. derecho', ['sat. 97 %, fractura de lóbulo sup. derecho']],
    ['Crea 1.4. K 3.3', ['Crea 1.4', 'K 3.3']],
    [
      'Recibe amoxicilina/Ác. clavulánico 875/125 mg. Afebril',
      ['Recibe amoxicilina/Ác. clavulánico 875/125 mg', 'Afebril'],
    ],
  ])('an abbreviation or a decimal ends nothing: %s', (note, pieces) => expect(texts(note)).toEqual(pieces));

  it('takes headings off and remembers what stands under them', () => {
    expect(
      modes(
        'EVOLUCION MEDICINA: AFEBRIL. AL EXAMEN: MP PRESENTE. PLAN: TAC MAÑANA. KNT | SIN DOLOR. RENAL: CREA 1,2',
      ),
    ).toEqual([
      'course: AFEBRIL',
      'examination: MP PRESENTE',
      'plan: TAC MAÑANA',
      'plan: KNT',
      'course: SIN DOLOR',
      'course: RENAL: CREA 1,2',
    ]);
    expect(modes('Plan\n- retirar drenaje\n- alta\nEvolución\nafebril')).toEqual([
      'plan: retirar drenaje',
      'plan: alta',
      'course: afebril',
    ]);
    expect(modes('ESTABLE PLAN: TAC')).toEqual(['course: ESTABLE', 'plan: TAC']);
  });
  it('a numbered list of diagnoses ends with its items', () => {
    expect(modes('DG: 1. NAC GRAVE 2. LRA KDIGO 2. AFEBRIL, SIN O2')).toEqual([
      'diagnoses: NAC GRAVE',
      'diagnoses: LRA KDIGO 2',
      'course: AFEBRIL, SIN O2',
    ]);
    expect(modes('DG: NAC GRAVE, DM2. Afebril')).toEqual(['diagnoses: NAC GRAVE, DM2', 'course: Afebril']);
  });
  it('days marked inside a note', () => {
    expect(days('12/03: febril. Se inicia ATB. 13/03: afebril')).toEqual([
      '12/03 febril',
      '12/03 Se inicia ATB',
      '13/03 afebril',
    ]);
    expect(days('12/03: febril 13/03: afebril')).toEqual(['12/03 febril', '13/03 afebril']);
    expect(days('12/03 FEBRIL\n13/03 AFEBRIL')).toEqual(['12/03 FEBRIL', '13/03 AFEBRIL']);
    expect(days('DIA 3: extubado\nDIA 4: alta')).toEqual(['DIA 3 extubado', 'DIA 4 alta']);
  });
  it.each([
    'EVA 8/10',
    'TAC 12/03: sin lesiones',
    '1/2 comprimido',
    'D3 ATB',
    '12/03: eco del 10/03: normal',
    'PA 120/80',
  ])('no day mark in the middle of: %s', (note) => {
    const found = splitNote(note).pieces;
    expect(found).toHaveLength(1);
    expect(found[0]?.mark?.label ?? '12/03').toBe('12/03');
  });
  it('parts what happened from what is intended', () => {
    expect(texts('AFEBRIL, CONTROL TAC MAÑANA')).toEqual(['AFEBRIL', 'CONTROL TAC MAÑANA']);
    expect(texts('tolera líquidos si fiebre suspender ATB')).toEqual([
      'tolera líquidos',
      'si fiebre suspender ATB',
    ]);
  });

  const piece = fc.oneof(
    fc.constantFrom(
      'sin fiebre ni dolor',
      'se descarta TEP',
      '12/03: ',
      'PLAN: ',
      '. ',
      '; ',
      ' | ',
      '\n',
      ', ',
      'DG: 1. ',
      ' 2. ',
      'Dr. ',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  );
  it('each piece is a run of the note, to the letter', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const note = pieces.join('');
        const clean = cleanText(note);
        for (const { text } of splitNote(note).pieces) expect(clean).toContain(text);
      }),
    );
  });
  it('never parts a denial from what it denies', () => {
    const denial = fc.constantFrom(
      'sin fiebre ni dolor',
      'se descarta TEP',
      'niega tos',
      'no requiere O2',
      'sin evidencia de sangrado',
    );
    const other = fc.constantFrom(
      'se realiza TAC',
      'evoluciona bien',
      'PCR 12',
      'alta mañana',
      'control en 3 días',
      'hoy',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(denial, other), { minLength: 1, maxLength: 60 }),
        fc.constantFrom(' ', ', ', '. '),
        (parts, joint) => {
          const note = parts.join(joint);
          const count = (text: string) =>
            assertionSpans(text).filter((s) => s.status === 'negated' && s.end > s.start).length;
          const { pieces, tooLong } = splitNote(note);
          if (tooLong === 0) expect(pieces.reduce((n, p) => n + count(p.text), 0)).toBe(count(note));
        },
      ),
    );
  });
});

describe('cutLongRun', () => {
  const filler = 'paciente con antecedente de hipertension arterial y diabetes en tratamiento habitual '
    .repeat(4)
    .trim();
  it('cuts before a statement of its own', () => {
    const { parts, left } = cutLongRun(`${filler} se realiza TAC de torax ${filler}`);
    expect(left).toBe(0);
    expect(parts).toEqual([filler, `se realiza TAC de torax ${filler}`]);
  });
  it.each([
    ['a denial', 'no'],
    ['a cause', 'por lo que'],
    ['a purpose', 'hasta'],
  ])('not where it would leave %s behind', (_, word) => {
    const { parts, left } = cutLongRun(`${filler} ${word} se realiza TAC ${filler}`);
    expect(parts.join(' ')).not.toMatch(/^se realiza/mu);
    expect(left).toBe(1);
  });
  it('not behind a condition', () => {
    const { parts } = cutLongRun(`si presenta fiebre ${filler} se inicia vancomicina ${filler}`);
    expect(parts.some((p) => p.startsWith('se inicia'))).toBe(false);
  });
  it('reports what it cannot cut, and keeps every other part whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(filler, 'se realiza eco', 'sin dolor', 'no', '(', 'hoy', '  '), {
          maxLength: 12,
        }),
        (parts) => {
          const run = parts.join(' ');
          const cut = cutLongRun(run);
          for (const part of cut.parts) {
            expect(part.length).toBeLessThanOrEqual(MAX_CLAUSE);
            expect(run).toContain(part);
          }
        },
      ),
    );
  });
});

describe('isPlan', () => {
  it.each([
    'PLAN: TAC',
    'control TAC mañana',
    'Iniciar ceftriaxona',
    'se solicita eco',
    'pendiente biopsia',
    'se realizará colonoscopía',
    'alta mañana si afebril',
    'si persiste febril, cambiar ATB',
    'En tabla para OTS',
    'evaluar retiro de drenaje',
    'Infectología sugiere suspender cefepime',
    'EDA control en 2 semanas',
  ])('%s', (text) => expect(isPlan(text)).toBe(true));
  it.each([
    'se inicia ceftriaxona',
    'se retira drenaje',
    'dolor en la mañana',
    'se recupera diuresis',
    'se opera de urgencia',
    'sin dolor',
    'ayer en la mañana presenta fiebre',
    'se separa sutura',
    'tolera régimen',
    'TAC sugiere absceso',
  ])('not: %s', (text) => expect(isPlan(text)).toBe(false));
});
