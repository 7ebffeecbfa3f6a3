/**
 * Evolution notes as dated clauses: the units that are copied into the epicrisis whole. What the evolution does not tell
 * (plans, formulae, signatures, vital signs, lists of diagnoses) is set aside, unless nothing else is charted.
 */
import { parseDate } from '../../record/dates.ts';
import type { Fact, FactId } from '../../record/schema.ts';
import { asCharted } from '../literal.ts';
import { drain } from '../steps.ts';
import type { Mode } from './heads.ts';
import type { Mark } from './marks.ts';
import { isPlan } from './plans.ts';
import { repeats } from './repeats.ts';
import { splitSteps } from './split.ts';
import { type ClauseTopic, topicOf, weightOf } from './topics.ts';

export interface Clause {
  readonly noteId: FactId;
  /** Day as charted (the date without the hour), if any. */
  readonly day: string | undefined;
  /** Verbatim, without the punctuation that ended it. */
  readonly text: string;
  readonly topic: ClauseTopic;
  /** Clinical weight, 0 (formula) to 10 (complication, surgery, ICU). */
  readonly weight: number;
}

export interface ClauseReading {
  readonly clauses: readonly Clause[];
  /** Notes with runs over MAX_CLAUSE that could not be cut safely and were left out. */
  readonly tooLong: readonly FactId[];
}

interface Read {
  readonly text: string;
  readonly mode: Mode;
  readonly mark: Mark | undefined;
  readonly topic: ClauseTopic;
  readonly weight: number;
}

interface NoteReading {
  readonly reads: readonly Read[];
  readonly tooLong: boolean;
}

/** A note is read once, however often the text under the physician's hands is checked against it. */
const readings = new WeakMap<Fact, NoteReading>();

/** Pieces that are sorted before others on this thread may go on. */
const AT_ONCE = 100;

function* readNote(note: Fact): Generator<void, NoteReading> {
  const known = readings.get(note);
  if (known) return known;
  const { pieces, tooLong } = yield* splitSteps(note.text);
  // Notes repeat themselves: a text is sorted once.
  const sorted = new Map<string, Pick<Read, 'topic' | 'weight'>>();
  const sort = (text: string, mode: Mode): Pick<Read, 'topic' | 'weight'> => {
    const key = `${mode} ${text}`;
    const before = sorted.get(key);
    if (before) return before;
    const topic = topicOf(text, mode);
    const now = { topic, weight: weightOf(text, topic, mode) };
    sorted.set(key, now);
    return now;
  };
  const reads: Read[] = [];
  for (const piece of pieces) {
    reads.push({ ...piece, ...sort(piece.text, piece.mode) });
    if (reads.length % AT_ONCE === 0) yield;
  }
  const reading = { reads, tooLong: tooLong > 0 };
  readings.set(note, reading);
  return reading;
}

const dayOf = (date: string | undefined): string | undefined =>
  date ? (/\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}/u.exec(date)?.[0] ?? asCharted(date)) : undefined;

/** What is told where there is something better: 0 first. A signature or heading is never told. */
const tierOf = ({ topic, weight, mode, text }: Read): number | null => {
  if (topic === 'formula')
    return /^(?:dra?|int|eu|klg|rut|run|firma|medico)\b/iu.test(text) || /\d[:.]\d\d/u.test(text) ? null : 2;
  // Out of its heading an order reads as done: only what says by itself that it is a plan.
  if (topic === 'plan') return isPlan(text) ? 3 : null;
  return weight <= 1 || mode === 'examination' || topic === 'vitals' ? 1 : 0;
};

/** A topic told once, when it first happened; of the others the fuller mention is kept. */
const HAPPENS: ReadonlySet<ClauseTopic> = new Set(['procedure', 'complication', 'critical']);

/**
 * All clauses that the evolution may tell, in order of time, repeats left out.
 * @param notes facts of kind `note`, in order of time (those without a date first)
 */
export function* clauseSteps(notes: readonly Fact[]): Generator<void, ClauseReading> {
  const tooLong: FactId[] = [];
  const found: (Clause & { readonly at: string; readonly tier: number })[] = [];
  for (const note of notes) {
    const { reads, tooLong: long } = yield* readNote(note);
    if (long) tooLong.push(note.id);
    const own = dayOf(note.date);
    const ownIso = note.date ? parseDate(note.date)?.iso.slice(0, 10) : undefined;
    // A day of the stay («DIA 3») names a note's clauses only where every clause has one; a date of the note is better.
    const byStay = own === undefined && notes.length === 1 && reads.every((r) => r.mark);
    for (const read of reads) {
      const tier = tierOf(read);
      if (tier === null) continue;
      const { day, at } = dated(read.mark, own, ownIso, byStay);
      const { text, topic, weight } = read;
      found.push({ noteId: note.id, day, text, topic, weight, at, tier });
    }
  }
  const tier = found.reduce((least, c) => Math.min(least, c.tier), 3);
  const memory = repeats();
  const kept: (Clause | null)[] = [];
  yield;
  for (const { at: _, tier: own, ...clause } of inOrder(found)) {
    if (own !== tier) continue;
    if (kept.length % AT_ONCE === 0) yield;
    const repeat = memory.take(clause.text);
    const earlier = repeat ? kept[repeat.of] : undefined;
    if (repeat && !(repeat.more && earlier && !HAPPENS.has(clause.topic))) {
      kept.push(null);
      continue;
    }
    if (repeat) kept[repeat.of] = null;
    kept.push(clause);
  }
  return { clauses: kept.filter((c) => c !== null), tooLong };
}

/** As `clauseSteps`, at once. */
export const readClauses = (notes: readonly Fact[]): ClauseReading => drain(clauseSteps(notes));

const dated = (
  mark: Mark | undefined,
  own: string | undefined,
  ownIso: string | undefined,
  byStay: boolean,
): { day: string | undefined; at: string } => {
  if (!mark) return { day: own, at: ownIso ?? '' };
  if (mark.date === undefined) return { day: byStay ? mark.label : own, at: ownIso ?? '' };
  if (mark.date.length === 10)
    return mark.date === ownIso ? { day: own, at: ownIso } : { day: mark.label, at: mark.date };
  if (ownIso?.slice(5) === mark.date) return { day: own, at: ownIso };
  // Without a year: the note's, or the one before where that would lie after the note.
  const year = Number(ownIso?.slice(0, 4) ?? 2000);
  const same = `${year}-${mark.date}`;
  const at = ownIso !== undefined && same > ownIso ? `${year - 1}-${mark.date}` : same;
  return { day: mark.label, at };
};

/** By day, undated ones first; within a day as charted. */
const inOrder = <T extends { readonly at: string }>(clauses: readonly T[]): T[] =>
  clauses
    .map((clause, index) => ({ clause, index }))
    .sort((a, b) => (a.clause.at < b.clause.at ? -1 : a.clause.at > b.clause.at ? 1 : a.index - b.index))
    .map(({ clause }) => clause);
