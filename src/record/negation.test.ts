import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assertionKey, assertionSpans, assertionsOf } from './negation.ts';

/** "n{fiebre ni dolor}": what the text denies (n) or suspects (p). */
const read = (text: string): string =>
  assertionSpans(text)
    .map((s) => `${s.status[0]}{${text.slice(s.start, s.end)}}`)
    .join(' ');

describe('assertionSpans', () => {
  it.each([
    ['sin fiebre ni dolor', 'n{fiebre ni dolor} n{dolor}'],
    ['SIN DOLOR NI FIEBRE. CON DISNEA', 'n{DOLOR NI FIEBRE} n{FIEBRE}'],
    ['Afebril, sin fiebre, tos ni disnea, tolera régimen', 'n{fiebre, tos ni disnea} n{disnea}'],
    ['niega fiebre, tos y disnea', 'n{fiebre, tos y disnea}'],
    ['sin fiebre con tos', 'n{fiebre}'],
    ['sin fiebre pero con dolor', 'n{fiebre}'],
    ['sin fiebre y PCR en descenso', 'n{fiebre}'],
    ['sin signos de infección, deambula', 'n{infección}'],
    ['Sin relación con la ingesta, vómitos', 'n{relación con la ingesta}'],
    ['Ausencia de derrame pericárdico. Derrame pleural izquierdo', 'n{derrame pericárdico}'],
    [
      'Sin requerimiento de O2, vasoactivos ni diálisis',
      'n{requerimiento de O2, vasoactivos ni diálisis} n{diálisis}',
    ],
    ['no ha presentado fiebre desde el 12/03', 'n{ha presentado fiebre}'],
    ['no tolera VO', 'n{VO}'],
  ])('pre: %s', (text, spans) => expect(read(text)).toBe(spans));

  it.each([
    ['se descarta TEP', 'n{TEP}'],
    ['descartado TEP por angioTAC', 'n{TEP}'],
    ['Se ha descartado TEP', 'n{TEP}'],
    ['TEP descartado, continúa', 'n{TEP}'],
    ['Hemocultivos negativos', 'n{Hemocultivos}'],
    ['AngioTAC negativo para TEP con neumonía', 'n{TEP}'],
    ['Murphy (-), Blumberg (+)', 'n{Murphy}'],
  ])('either side: %s', (text, spans) => expect(read(text)).toBe(spans));

  it.each([
    ['no se descarta IAM', 'p{IAM}'],
    ['TAC para descartar HSA', 'p{HSA}'],
    ['probable neumonía', 'p{neumonía}'],
  ])('suspects, does not deny: %s', (text, spans) => expect(read(text)).toBe(spans));

  it.each([
    ['sin embargo persiste febril', ''],
    ['sin cambios en neumonía basal derecha', 'n{cambios}'],
    ['apendicitis no complicada perforada', 'n{complicada}'],
    ['dos drenajes sino tres', ''],
    ['nodular, casino, sinusitis', ''],
  ])('no more than it says: %s', (text, spans) => expect(read(text)).toBe(spans));

  it('spans lie within the text, whatever it is', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'sin ',
        'no ',
        'ni ',
        'descarta ',
        'negativo ',
        ', ',
        '. ',
        '\n',
        'fiebre ',
        'y ',
        '(-)',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end, cue } of assertionSpans(text)) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(text.slice(cue.start, cue.end)).toBe(cue.text);
        }
      }),
    );
  });
});

describe('assertionsOf', () => {
  it('says of a finding how the text takes it, place by place', () => {
    const text = 'Ingresa con fiebre. Día 3 sin fiebre ni dolor abdominal. Se sospecha absceso.';
    expect(assertionsOf(text, 'Fiebre')).toEqual(['affirmed', 'negated']);
    expect(assertionsOf(text, 'dolor abdominal')).toEqual(['negated']);
    expect(assertionsOf(text, 'absceso')).toEqual(['possible']);
    expect(assertionsOf(text, 'tos')).toEqual([]);
  });
});

describe('assertionKey', () => {
  it('is equal for the same denial however spelt, and not for its loss or another word', () => {
    expect(assertionKey('Sin fiebre')).toBe(assertionKey('SIN FIEBRE.'));
    expect(assertionKey('sin fiebre')).not.toBe(assertionKey('fiebre'));
    expect(assertionKey('sin fiebre, dolor')).not.toBe(assertionKey('fiebre, sin dolor'));
    expect(assertionKey('se descarta TEP')).not.toBe(assertionKey('no se descarta TEP'));
  });
});
