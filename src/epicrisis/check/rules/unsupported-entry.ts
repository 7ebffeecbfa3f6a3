/** A diagnosis, a procedure or an allergy of which the chart has not one word. Source: Ley 20.584 art. 11: the epicrisis tells what the ficha holds. */

import { findCodes } from '../../../record/codes.ts';
import type { Finding, SectionId } from '../../types.ts';
import { findDates } from '../dates.ts';
import { excerptAt, removal, titleOf } from '../finding.ts';
import { regionAt, sentenceAt } from '../reading.ts';
import { isPhraseWord } from '../support.ts';
import { isContent, stemOf, stemsOf } from '../tokens.ts';
import { type Context, isSettled } from './context.ts';

/** Says how, not what. */
const QUALIFIER =
  /^(?:agud|cronic|grave|sever|leve|moderad|izquierd|derech|bilateral|tipo|resuelt|operad|tratad|compensad|descompensad|probable|sospecha)/u;

const TOLD =
  /^(?:secundari|asociad|complicad|context|debid|derivad|producto|manejad|tratad|evidenci|encontr|confirm|muestra|demuestra|informa)|ndo(?:se)?$/u;

const LISTS: ReadonlySet<SectionId | undefined> = new Set([
  'dx_ingreso',
  'dx_alta',
  'dx_hospitalizacion',
  'procedimientos',
  'alergias',
]);

export const unsupportedEntryRule = (context: Context): Finding[] => {
  const { chart, reading, pieces, taken } = context;
  const days = findDates(reading.text);
  const dated = (place: number): boolean => days.some((d) => d.start <= place && place < d.end);
  return pieces.flatMap((piece): Finding[] => {
    const { section } = piece;
    if (
      taken.has(piece) ||
      section === undefined ||
      !LISTS.has(section) ||
      isSettled(context, piece.start, piece.end)
    )
      return [];
    // In running text a section's list is its own sentence; what follows is told, not listed.
    const region = regionAt(reading, piece.start);
    if (
      !reading.headed &&
      region &&
      sentenceAt(reading, region.start)?.start !== sentenceAt(reading, piece.start)?.start
    )
      return [];
    const first = reading.tokens[piece.from];
    const coded = findCodes(reading.text.slice(piece.start, piece.end)).some((c) => c.certain);
    // What qualifies the entry before («secundaria a», «logrando…»), and a procedure's course, are no entries.
    if (
      !first ||
      !isContent(first) ||
      TOLD.test(first.key) ||
      (!coded && !reading.headed && section === 'procedimientos')
    )
      return [];
    const content = reading.tokens
      .slice(piece.from, piece.to)
      .filter(
        (t) =>
          isContent(t) &&
          t.key.length > 3 &&
          !isPhraseWord(t.key) &&
          !QUALIFIER.test(t.key) &&
          !dated(t.start),
      );
    const charted = content.filter(
      (t) => chart.sources.words.has(t.key) || chart.clausesByStem.has(stemOf(t.key)),
    );
    const [head] = content;
    // The head and most of the words: other wordings keep some of the chart's.
    if (!head || charted.includes(head) || charted.length * 2 > content.length) return [];
    const meant = stemsOf(reading.text.slice(head.start, head.end));
    if (meant.some((s) => chart.clausesByStem.has(s.stem))) return [];
    taken.add(piece);
    return [
      {
        code: 'C_UNSUPPORTED_ENTRY',
        severity: 'warning',
        section,
        message: `«${reading.text.slice(piece.start, piece.end).slice(0, 120)}» no está en la ficha (${titleOf(section)}). Regístrelo en la ficha o quítelo.`,
        ...excerptAt(reading.text, piece),
        fix: removal(reading.text, piece),
      },
    ];
  });
};
