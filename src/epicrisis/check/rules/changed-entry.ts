/** The finding for an entry told in other words that say something else. Sources: The Joint Commission UP.01.01.01 (laterality); NegEx (Chapman 2001). */
import { fold } from '../../../record/text.ts';
import type { PlannedFact } from '../../plan.ts';
import type { Finding, SectionId } from '../../types.ts';
import type { Difference } from '../differences.ts';
import { asCopy, excerptAt, shown } from '../finding.ts';
import { isClinical, isWeighty } from '../known.ts';
import type { Window } from '../window.ts';
import type { WordDifferences } from '../word-differences.ts';
import type { Context } from './context.ts';

const RANK: readonly Difference['what'][] = ['side', 'negation', 'code', 'number', 'opposite'];

const WORDS = {
  side: ['C_LATERALITY', 'difiere el lado'],
  negation: ['C_NEGATION', 'se niega lo que la ficha afirma, o al revés'],
  number: ['C_FIGURE', 'difiere una cifra'],
  opposite: ['C_CHANGED_WORD', 'una palabra cambia lo que dice'],
} as const;

const byRank = (found: readonly Difference[]): Difference | undefined =>
  RANK.flatMap((what) => found.filter((d) => d.what === what))[0];

export const changedEntry = (
  context: Context,
  window: Pick<Window, 'start' | 'end'>,
  charted: { readonly literal: string; readonly factId: PlannedFact['id']; readonly section: SectionId },
  code: string | undefined,
  found: readonly Difference[],
): Finding => {
  const first = byRank(found);
  const where = {
    section: charted.section,
    factId: charted.factId,
    ...excerptAt(context.reading.text, window),
    fix: asCopy(context.reading.text, window, charted.literal),
  };
  const says = `La ficha dice «${shown(charted.literal)}»`;
  if (first?.what === 'code') {
    return first.written === undefined
      ? {
          code: 'C_CODE_MISSING',
          severity: 'info',
          message: `${says}: aquí falta el código ${code ?? ''}.`,
          ...where,
        }
      : {
          code: 'C_CODE_CHANGED',
          severity: 'error',
          message: `${says}: aquí el código es ${first.written}.`,
          ...where,
        };
  }
  const [name, words] = WORDS[first?.what ?? 'opposite'];
  const here = shown(context.reading.text.slice(window.start, window.end));
  return { code: name, severity: 'error', message: `${says}. Aquí, «${here}»: ${words}.`, ...where };
};

const quoted = (words: readonly string[]): string => words.map((w) => `«${shown(w)}»`).join(', ');

/** Other words where the chart has its own: not the same statement, or not all of it. */
export const rewordedEntry = (
  context: Context,
  window: Pick<Window, 'start' | 'end'>,
  charted: { readonly literal: string; readonly factId: PlannedFact['id']; readonly section: SectionId },
  { lost, added }: WordDifferences,
): Finding => {
  const how =
    lost.length > 0 && added.length > 0
      ? `dice ${quoted(added)} en vez de ${quoted(lost)}`
      : lost.length > 0
        ? `falta ${quoted(lost)}`
        : `se agrega ${quoted(added)}`;
  return {
    code: 'C_CHANGED_WORD',
    // More than the chart says, of no weight: a physician may well know it.
    severity:
      lost.length > 0 || added.some((word) => isWeighty(fold(word)) || isClinical(fold(word)))
        ? 'warning'
        : 'info',
    section: charted.section,
    factId: charted.factId,
    message: `La ficha dice «${shown(charted.literal)}»: aquí ${how}.`,
    ...excerptAt(context.reading.text, window),
    fix: asCopy(context.reading.text, window, charted.literal),
  };
};
