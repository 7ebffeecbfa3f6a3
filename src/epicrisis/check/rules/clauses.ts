/**
 * Running text against the notes: a sentence that tells what a note tells may not turn its negation, its side or its figures
 * around; a finding that the chart only denies is not asserted, and the other way round. Source: NegEx (Chapman 2001), ConText
 * (Harkema 2009), through `record/negation.ts`; The Joint Commission UP.01.01.01 (laterality).
 */

import { findSides } from '../../../record/laterality.ts';
import { assertionAt, assertionSpans } from '../../../record/negation.ts';
import type { Finding } from '../../types.ts';
import type { Clause } from '../chart.ts';
import { differences } from '../differences.ts';
import { excerptAt } from '../finding.ts';
import type { Piece } from '../pieces.ts';
import { isContent, keysOf, type Stem, stemsOf, tokensOf } from '../tokens.ts';
import { type WordDifferences, wordDifferences } from '../word-differences.ts';
import { changedEntry, rewordedEntry } from './changed-entry.ts';
import { type Context, isSettled } from './context.ts';

/** Pieces in a row of one sentence, not yet explained. */
const runsOf = ({ pieces, taken, reading, settled }: Context): Piece[][] => {
  const runs: Piece[][] = [];
  for (const piece of pieces) {
    if (taken.has(piece) || settled.touches(piece.start, piece.end)) continue;
    const last = runs.at(-1)?.at(-1);
    const gap = last === undefined ? '' : reading.text.slice(last.end, piece.start);
    if (
      last &&
      last.to === piece.from &&
      last.sentence === piece.sentence &&
      !gap.includes(';') &&
      !gap.includes('\n')
    )
      runs.at(-1)?.push(piece);
    else runs.push([piece]);
  }
  return runs;
};

interface Likeness {
  readonly clause: Clause;
  readonly score: number;
}

const ENOUGH = 0.6;

/** The clauses of the chart that hold most of these stems. */
const likeliest = (context: Context, stems: readonly string[]): Likeness[] => {
  const { clauses, clausesByStem } = context.chart;
  const counts = new Map<number, number>();
  for (const stem of stems) {
    const list = clausesByStem.get(stem) ?? [];
    // A word of hundreds of clauses tells none of them apart.
    if (list.length > 400) continue;
    for (const index of list) counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  const found = [...counts].flatMap(([index, count]): Likeness[] => {
    const clause = clauses[index];
    const score = count / stems.length;
    return clause && score >= ENOUGH
      ? [{ clause, score: score + Math.min(count / Math.max(1, clause.stems.size), 1) * 0.5 }]
      : [];
  });
  const best = Math.max(0, ...found.map((f) => f.score));
  return found
    .filter((f) => f.score >= best - 0.1)
    .sort((a, b) => b.score - a.score)
    .slice(0, 12);
};

const MOST_SWAPPED = 2;

/** A word or two for others, and the rest as the note has it. */
const isSwapped = ({ lost, added }: WordDifferences, clause: string): boolean => {
  const words = tokensOf(clause).filter((t) => isContent(t) || t.kind === 'number').length;
  return (
    added.length > 0 &&
    lost.length > 0 &&
    lost.length <= MOST_SWAPPED &&
    added.length <= MOST_SWAPPED &&
    words - lost.length >= lost.length
  );
};

const DENIES = /^(?:no|sin|niega|descarta|nunca|tampoco)$/u;

/** The note's words in its order, but for a «no» more or less. */
const isTurned = (clause: string, written: string): boolean => {
  const [was, is] = [keysOf(clause), keysOf(written)];
  if (was.length === is.length) return false;
  const bare = (keys: readonly string[]): string => keys.filter((key) => !DENIES.test(key)).join(' ');
  return bare(was) !== '' && bare(was) === bare(is);
};

/** The note's words, its side left out. */
const isSideless = ({ lost, added }: WordDifferences, clause: string, written: string): boolean =>
  lost.length + added.length === 0 && findSides(clause).length > 0 && findSides(written).length === 0;

/** The day that heads a line of the evolution is no figure of what is told; the rule on dates compares it. */
const DAY = /^\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?:\s*/u;

const againstClauses = (context: Context, run: readonly Piece[]): Finding[] | null => {
  const { text } = context.reading;
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const day = DAY.exec(text.slice(first.start, last.end))?.[0] ?? '';
  const window = { start: first.start + day.length, end: last.end };
  const written = text.slice(window.start, window.end);
  const stems = [...new Set(stemsOf(written).map((s) => s.stem))].filter((s) =>
    context.chart.clausesByStem.has(s),
  );
  const all = new Set(stemsOf(written).map((s) => s.stem)).size;
  const enough = stems.length / all >= ENOUGH;
  // Of half the words only an exchange is believed: one organism, one verb for another.
  if (stems.length < 1 || stems.length / all < 0.5) return null;
  // One word alone is compared only with clauses that say hardly more.
  const near = likeliest(context, stems).filter(
    (n) => stems.length > 1 || n.clause.stems.size <= (enough ? 1 : all),
  );
  const [best] = near;
  if (!best) return null;
  const compared = near.map((n) => ({ ...n, found: differences(n.clause.text, written, undefined, false) }));
  const same = compared.filter((c) => c.found.length === 0);
  if (same.length > 0) {
    // One word for another in what is otherwise the note's: «disminuye» told as «aumenta».
    const words = same.map((c) => ({ ...c, differs: wordDifferences(c.clause.text, written) }));
    const turned = words.find(({ clause }) => isTurned(clause.text, written));
    const sideless = words.find(({ differs, clause }) => isSideless(differs, clause.text, written));
    const other =
      turned ??
      (words.every(({ differs, clause }) => isSideless(differs, clause.text, written))
        ? sideless
        : undefined);
    if (other)
      return [
        changedEntry(
          context,
          window,
          { literal: other.clause.text, factId: other.clause.factId, section: first.section ?? 'evolucion' },
          undefined,
          [{ what: turned ? 'negation' : 'side' }],
        ),
      ];
    if (words.some(({ differs }) => differs.lost.length === 0 || differs.added.length === 0)) return [];
    const swapped = words.find(({ differs, clause }) => isSwapped(differs, clause.text));
    return swapped
      ? [
          rewordedEntry(
            context,
            window,
            {
              literal: swapped.clause.text,
              factId: swapped.clause.factId,
              section: first.section ?? 'evolucion',
            },
            swapped.differs,
          ),
        ]
      : [];
  }
  const [worst] = enough ? compared : [];
  return worst
    ? [
        changedEntry(
          context,
          window,
          { literal: worst.clause.text, factId: worst.clause.factId, section: first.section ?? 'evolucion' },
          undefined,
          worst.found,
        ),
      ]
    : null;
};

/** Verbs and other words of which it says little that a chart affirms or denies them. */
const NO_FINDING =
  /^(?:paciente|dia|dias|hora|horas|control|alta|ingreso|examen|tratamiento|manejo|signo|signos|evidencia|necesidad|cambio|cambios|indicacion|problema|novedad|medic|evoluc|hospital|presenta|inici|suspend|mantien|continu|realiz|solicit|requier|recib|qued|logr|present|refier|consult|complic|incident|balanc|diures|mejor|descens|recuper|respuest|crisis|apoy|limit)/u;

/** What is said there may happen; it did not. */
const ADVICE: ReadonlySet<string> = new Set([
  'alarma',
  'indicaciones',
  'controles',
  'pendientes',
  'identidad',
  'medico',
]);

/** Findings that the chart takes one way only and the text the other way. */
const againstPolarity = (context: Context, run: readonly Piece[]): Finding[] => {
  const { chart, reading } = context;
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last || (first.section !== undefined && ADVICE.has(first.section))) return [];
  // The cue may stand before what is left of the sentence.
  const sentence = reading.sentences[first.sentence];
  const from = sentence?.start ?? first.start;
  const whole = reading.text.slice(from, sentence?.end ?? last.end);
  const spans = assertionSpans(whole);
  const inRun = ({ start, end }: Stem): boolean => from + start >= first.start && from + end <= last.end;
  return stemsOf(whole)
    .filter(inRun)
    .flatMap(({ stem, start, end }): Finding[] => {
      const said = chart.said.get(stem);
      if (!said || stem.length < 4 || NO_FINDING.test(stem) || said.possible > 0) return [];
      if (isSettled(context, from + start, from + end)) return [];
      const how = assertionAt(spans, start, end);
      const turned =
        (how === 'negated' && said.negated === 0 && said.affirmed > 0) ||
        (how === 'affirmed' && said.affirmed === 0 && said.negated > 0);
      if (!turned) return [];
      const cue = how === 'negated' ? spans.find((s) => s.start <= start && end <= s.end)?.cue : undefined;
      const place = {
        start: from + Math.min(start, cue?.start ?? start),
        end: from + Math.max(end, cue?.end ?? end),
      };
      return [
        {
          code: 'C_NEGATION',
          severity: 'warning',
          ...(first.section ? { section: first.section } : {}),
          message:
            how === 'negated'
              ? 'Aquí se niega algo que la ficha afirma. Revíselo.'
              : 'Aquí se afirma algo que la ficha solo niega. Revíselo.',
          ...excerptAt(reading.text, place),
        },
      ];
    })
    .slice(0, 1);
};

export function* clauseRule(context: Context): Generator<void, Finding[]> {
  const findings: Finding[] = [];
  for (const run of runsOf(context)) {
    const told = againstClauses(context, run) ?? [];
    findings.push(...(told.length > 0 ? told : againstPolarity(context, run)));
    if (told.length > 0) for (const piece of run) context.taken.add(piece);
    yield;
  }
  return findings;
}
