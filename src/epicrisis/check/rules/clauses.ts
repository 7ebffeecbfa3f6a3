/**
 * Running text against the notes: a sentence that tells what a note tells may not turn its negation, its side or its figures
 * around; a finding that the chart only denies is not asserted, and the other way round. Source: NegEx (Chapman 2001), ConText
 * (Harkema 2009), through `record/negation.ts`; The Joint Commission UP.01.01.01 (laterality).
 */
import { assertionAt, assertionSpans } from '../../../record/negation.ts';
import type { Finding } from '../../types.ts';
import type { Clause } from '../chart.ts';
import { differences } from '../differences.ts';
import { excerptAt } from '../finding.ts';
import type { Piece } from '../pieces.ts';
import { type Stem, stemsOf } from '../tokens.ts';
import { changedEntry } from './changed-entry.ts';
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

const againstClauses = (context: Context, run: readonly Piece[]): Finding[] | null => {
  const { text } = context.reading;
  const [first, last] = [run[0], run.at(-1)];
  if (!first || !last) return null;
  const window = { start: first.start, end: last.end };
  const written = text.slice(window.start, window.end);
  const stems = [...new Set(stemsOf(written).map((s) => s.stem))].filter((s) =>
    context.chart.clausesByStem.has(s),
  );
  const all = new Set(stemsOf(written).map((s) => s.stem)).size;
  if (stems.length < 1 || stems.length / all < ENOUGH) return null;
  // One word alone is compared only with clauses that say hardly more.
  const near = likeliest(context, stems).filter((n) => stems.length > 1 || n.clause.stems.size <= 1);
  const [best] = near;
  if (!best) return null;
  const compared = near.map((n) => ({ ...n, found: differences(n.clause.text, written, undefined, false) }));
  if (compared.some((c) => c.found.length === 0)) return [];
  const [worst] = compared;
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
