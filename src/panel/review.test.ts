import { describe, expect, test } from 'vitest';
import type { FactId } from '../record/schema.ts';
import { wordDiff } from './diff.ts';
import { countWords, factsWritten, isLocatable, sourceOf, sourceWords } from './facts.ts';
import { groupFindings, readingWords } from './findings.ts';
import { bySections, record } from './preview/patient.ts';
import { findings } from './preview/review.ts';
import { sceneState } from './preview/scenes.ts';
import { screenTab } from './state/reduce.ts';
import { seconds, statusOf } from './status.ts';

const id = (text: string): FactId => text as FactId;

describe('facts', () => {
  test('the tooltip says where a fact stands and in which code system', () => {
    expect(sourceWords(record, id('d1'))).toBe('Diagnósticos, fila 2 · CIE-10 I26.9');
    expect(sourceWords(record, id('identity.run'))).toBe('Encabezado');
    expect(sourceWords(record, id('identity.parsedAge'))).toBe('');
    expect(sourceWords(record, id('constructor.name'))).toBe('');
  });

  test('only places on the page can be shown', () => {
    expect(isLocatable(sourceOf(record, id('d1')))).toBe(true);
    expect(isLocatable({ type: 'typed' })).toBe(false);
  });

  test('counts in words, and how many are written', () => {
    expect(countWords(record)).toMatch(/^1 motivo de ingreso · 4 diagnósticos · 1 antecedente/u);
    expect(factsWritten(record, { ...bySections, sections: bySections.sections.slice(0, 3) })).toEqual({
      x: 3,
      y: 14,
    });
  });
});

describe('findings', () => {
  test('what is wrong comes first, then what is missing, then what to confirm', () => {
    const wrong = { code: 'C_OTHER_PATIENT', severity: 'error', message: 'x' } as const;
    expect(groupFindings([...findings, wrong]).map((g) => g.group)).toEqual(['error', 'missing', 'warning']);
  });

  test('a reading finding is told with its counts', () => {
    expect(readingWords({ code: 'R_FEWER', what: 'Exámenes', expected: 3, found: 1 })).toBe(
      'Exámenes: se leyeron 1 y se esperaban 3 o más.',
    );
  });
});

test('the diff shows what goes and what comes, and together they are both texts', () => {
  const before = 'Recibió heparina EV.\nAlta.';
  const after = 'Recibió enoxaparina SC.\nAlta.';
  const runs = wordDiff(before, after);
  const without = (kind: 'added' | 'removed') =>
    runs
      .filter((run) => run.kind !== kind)
      .map((run) => run.text)
      .join('');
  expect(without('added')).toBe(before);
  expect(without('removed')).toBe(after);
  expect(wordDiff('igual', 'igual').map((run) => run.kind)).toEqual(['same']);
});

describe('status', () => {
  const of = (scene: string) => {
    const panel = sceneState(scene);
    return statusOf(panel, screenTab(panel));
  };

  test('says how things stand', () => {
    expect(of('idle').state).toBe('idle');
    expect(of('reading')).toMatchObject({ state: 'reading', progress: null });
    expect(of('loading').words).toBe('Cargando el modelo: 7,4 de 18 MB (41 %)');
    expect(of('streaming')).toMatchObject({
      state: 'writing',
      words: 'Escribiendo: 7 de 14 datos',
      progress: 0.5,
    });
    expect(of('done').words).toBe('Lista en 0,9 s');
    expect(of('paragraph').words).toBe('Lista en 0,8 s');
    expect(of('stale').state).toBe('stale');
    expect(of('error').state).toBe('failed');
  });

  test('seconds with a decimal comma, whole ones from ten', () => {
    expect([seconds(820), seconds(12_400)]).toEqual(['0,8', '12']);
  });
});
