import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact, FactId } from '../../record/schema.ts';
import { readClauses } from './clauses.ts';
import { repeats } from './repeats.ts';
import { topicOf, weightOf } from './topics.ts';

let count = 0;
const note = (text: string, date?: string): Fact => ({
  id: `n${count++}` as FactId,
  kind: 'note',
  moment: 'intrahospitalario',
  text,
  ...(date === undefined ? {} : { date }),
  source: { type: 'data', path: 'x' },
});
const told = (...notes: Fact[]): string[] =>
  readClauses(notes).clauses.map((c) => (c.day ? `${c.day} ${c.text}` : c.text));

describe('readClauses', () => {
  it('tells what happened and not what was planned, wherever the plan stands', () => {
    expect(
      told(
        note('Febril. Control TAC mañana. PLAN: iniciar vancomicina. Alta en 48 h', '01-02-2024'),
        note('TAC: absceso. Se inicia vancomicina', '02-02-2024'),
      ),
    ).toEqual(['01-02-2024 Febril', '02-02-2024 TAC: absceso', '02-02-2024 Se inicia vancomicina']);
  });
  it('an order under «PLAN» is not told even where nothing else is charted', () => {
    expect(told(note('PLAN: TAC. Alta'))).toEqual([]);
    expect(told(note('PLAN: TAC mañana'))).toEqual(['TAC mañana']);
  });
  it('what is charted all the same: formulae only where there is nothing better', () => {
    expect(told(note('Paciente estable. Sin cambios. Dr. Peumo'))).toEqual([
      'Paciente estable',
      'Sin cambios',
    ]);
    expect(told(note('Paciente estable. Se extuba. FC 80 PA 120/70'))).toEqual(['Se extuba']);
  });
  it('text copied forward is told once, the fuller mention of a result, the first of what happened', () => {
    expect(
      told(
        note('Hemocultivos positivos para SAMS', '01-02-2024'),
        note('HEMOCULTIVOS POSITIVOS PARA SAMS.', '02-02-2024'),
        note('Hemocultivos positivos para SAMS sensible', '03-02-2024'),
      ),
    ).toEqual(['03-02-2024 Hemocultivos positivos para SAMS sensible']);
    expect(
      told(
        note('Se realiza laparotomía exploradora', '01-02-2024'),
        note('Se realiza laparotomía exploradora ayer', '02-02-2024'),
      ),
    ).toEqual(['01-02-2024 Se realiza laparotomía exploradora']);
  });
  it('a state that comes back after its opposite is told again, with its day', () => {
    expect(
      told(
        note('Afebril', '01-02-2024'),
        note('Febril', '02-02-2024'),
        note('Afebril', '03-02-2024'),
        note('Afebril', '04-02-2024'),
      ),
    ).toEqual(['01-02-2024 Afebril', '02-02-2024 Febril', '03-02-2024 Afebril']);
    expect(
      told(note('Sin dolor', '01-02-2024'), note('Con dolor', '02-02-2024'), note('Sin dolor', '03-02-2024')),
    ).toHaveLength(3);
  });
  it('orders days marked inside notes among the notes', () => {
    expect(
      told(note('10/02: extubado. 09/02: sepsis', '10-02-2024'), note('Trasladado', '11-02-2024')),
    ).toEqual(['09/02 sepsis', '10-02-2024 extubado', '11-02-2024 Trasladado']);
    expect(told(note('31/12: sepsis. Extubado 01/01', '01-01-2025'))).toEqual([
      '31/12 sepsis',
      '31/12 Extubado 01/01',
    ]);
  });
  it('days of the stay name clauses only where each has one', () => {
    expect(told(note('DIA 1: sepsis\nDIA 2: extubado'))).toEqual(['DIA 1 sepsis', 'DIA 2 extubado']);
    expect(told(note('DIA 1: sepsis\nDIA 2: extubado'), note('Trasladado'))).toEqual([
      'sepsis',
      'extubado',
      'Trasladado',
    ]);
  });
  it('reads any text, and a long one in time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        (text) => void readClauses([note(`x${text}`)]),
      ),
    );
    const long = 'PACIENTE ESTABLE. TAC CON DERRAME DERECHO. '.repeat(45_000);
    expect(readClauses([note(long)]).clauses).toHaveLength(1);
  });
  it('page text is data: control characters, bidi marks and HTML change nothing', () => {
    expect(told(note('constructor. __proto__ toString'))).toEqual(['constructor', '__proto__ toString']);
    expect(told(note('<script>alert(1)</script> sepsis\u202e\u200b. Se extuba'))).toEqual([
      '<script>alert(1)</script> sepsis',
      'Se extuba',
    ]);
  });
});

describe('repeats', () => {
  const first = 'Hemocultivos positivos para SAMS en válvula mitral derecha 12 mm';
  it.each([
    ['another figure', 'Hemocultivos positivos para SAMS en válvula mitral derecha 15 mm'],
    ['the other side', 'Hemocultivos positivos para SAMS en válvula mitral izquierda 12 mm'],
    ['a denial', 'Hemocultivos sin SAMS en válvula mitral derecha 12 mm'],
    ['another word', 'Hemocultivos positivos para SARM en válvula mitral derecha 12 mm'],
  ])('%s is news', (_, text) => {
    const memory = repeats();
    memory.take(first);
    expect(memory.take(text)).toBeNull();
  });
  it('sees a slip of the keyboard and a word more', () => {
    const memory = repeats();
    memory.take(first);
    expect(memory.take(first.replace('Hemocultivos', 'Hemocutlivos').replace('tl', 'lt'))).not.toBeNull();
    expect(memory.take(first.replace('positivos', 'posittivos'))).toMatchObject({ of: 0 });
    expect(memory.take(`${first} confirmado`)).toEqual({ of: 0, more: true });
  });
});

describe('the weight of a clause', () => {
  const weight = (text: string): number => weightOf(text, topicOf(text));
  it.each([
    ['Se inicia meropenem', 'PAFI 210'],
    ['Shock séptico', 'Sin shock'],
    ['TAC: colección pélvica', 'TAC sin hallazgos'],
    ['Hemocultivos positivos', 'Hb 9,8'],
    ['Se extuba', 'Extubado hace 24 h'],
    ['Se descarta TEP', 'Tolera régimen'],
    ['Fallece a las 10:00', 'Se extuba'],
    ['Sin fiebre', 'Paciente estable'],
    ['Hematoma en sitio de punción', 'No se observa hematoma'],
  ])('%s weighs more than %s', (more, less) => expect(weight(more)).toBeGreaterThan(weight(less)));
  it.each([
    ['PA 120/80 FC 78 FR 18 SAT 97%', 'vitals'],
    ['MP presente sin ruidos agregados', 'vitals'],
    ['Dra. Peumo, médico internista', 'formula'],
    ['Se explica a familia', 'formula'],
    ['Mantiene indicaciones', 'formula'],
    ['EVOLUCION TURNO', 'formula'],
    ['Familia informada de gravedad, se decide LET', 'critical'],
    ['Sin requerimiento de drogas vasoactivas', 'course'],
    ['Control TAC mañana', 'plan'],
  ] as const)('%s: %s', (text, topic) => expect(topicOf(text)).toBe(topic));
});
