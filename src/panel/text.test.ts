import { describe, expect, test } from 'vitest';
import type { Epicrisis, Segment } from '../epicrisis/types.ts';
import { asParagraph, bySections, record } from './preview/patient.ts';
import { noTokens, type Version, versionText } from './state/tab.ts';
import { targetOf } from './state/testing.ts';
import { linesOf, relink, sectionView, textForTarget, versionView } from './text.ts';

const versionOf = (document: Epicrisis, edited: string | null = null): Version => ({
  jobId: 'j',
  form: document.form,
  seed: 0,
  model: 'm',
  record,
  document,
  tokens: noTokens,
  check: [],
  end: null,
  fallback: null,
  edited,
});
const plain = (segments: readonly Segment[]): string => segments.map((s) => s.text).join('');

describe('sections', () => {
  test('the heading is taken from the text that begins with it', () => {
    const views = versionView(versionOf(bySections));
    const dx = views.find((view) => view.id === 'dx_ingreso');
    expect(dx?.heading).toBe('Diagnósticos de ingreso');
    expect(plain(dx?.body ?? [])).toBe(
      '- TEP de riesgo intermedio alto (I26.9)\n- TVP femoropoplítea izquierda (I80.2)',
    );
  });

  test('a text that does not begin with its title keeps all its words', () => {
    const view = sectionView({
      id: 'controles',
      title: 'Controles',
      segments: [{ kind: 'prose', text: 'Controles en 7 días.' }],
    });
    expect(plain(view.body)).toBe('Controles en 7 días.');
  });

  test('a heading still being written leaves an empty body', () => {
    const view = sectionView({
      id: 'motivo',
      title: 'Motivo de ingreso',
      segments: [{ kind: 'prose', text: '\nMotivo de ingreso\n' }],
    });
    expect(view.body).toEqual([]);
  });

  test('párrafo is one run without heading', () => {
    const views = versionView(versionOf(asParagraph));
    expect(views).toHaveLength(1);
    expect(plain(views[0]?.body ?? [])).toBe(versionText(versionOf(asParagraph)));
  });

  test('lines keep their facts and know the entries of a list', () => {
    const dx = versionView(versionOf(bySections)).find((view) => view.id === 'dx_ingreso');
    const lines = linesOf(dx?.body ?? []);
    expect(lines.map((line) => line.kind)).toEqual(['entry', 'entry']);
    expect(lines[0]?.segments.at(-1)?.factId).toBe('d1');
  });
});

describe('edited text', () => {
  test('facts that are still there stay linked, the rest is prose', () => {
    const text = 'Ingresa por TEP de riesgo intermedio alto (I26.9), sin más.';
    const segments = relink(text, asParagraph);
    expect(plain(segments)).toBe(text);
    expect(segments.filter((s) => s.kind === 'fact').map((s) => s.factId)).toEqual(['d1']);
  });

  test('untouched text finds all its facts again', () => {
    const text = versionText(versionOf(asParagraph));
    expect(relink(text, asParagraph).filter((s) => s.kind === 'fact')).toEqual(
      asParagraph.sections.flatMap((s) => s.segments).filter((s) => s.kind === 'fact'),
    );
  });

  test('sections are cut at the headings that are left, and nothing is lost', () => {
    const edited = versionText(versionOf(bySections)).replace('No consignados', 'Fiebre o disnea');
    const views = versionView(versionOf(bySections, edited));
    const alarm = views.find((view) => view.id === 'alarma');
    expect(plain(alarm?.body ?? [])).toBe('Fiebre o disnea');
    expect(views).toHaveLength(bySections.sections.length);
  });

  test('without any heading it is one run', () => {
    const views = versionView(versionOf(bySections, 'Texto libre.'));
    expect(views.map((view) => plain(view.body))).toEqual(['Texto libre.']);
  });

  test('words before the first heading are kept', () => {
    const views = versionView(versionOf(bySections, 'Nota mía.\n\nControles\nEn 7 días.\n'));
    expect(views.map((view) => plain(view.body))).toEqual(['Nota mía.', 'En 7 días.']);
  });
});

describe('what goes into a field', () => {
  test('the whole text, or the section that the field is for', () => {
    const version = versionOf(bySections);
    expect(textForTarget(version, targetOf())).toBe(versionText(version));
    expect(textForTarget(version, targetOf({ section: 'controles' }))).toBe(
      'Control en policlínico de anticoagulación en 7 días.',
    );
  });

  test('a section that the text does not have: the whole text', () => {
    const version = versionOf(asParagraph);
    expect(textForTarget(version, targetOf({ section: 'controles' }))).toBe(versionText(version));
  });
});
