/**
 * Which run of the text says an entry of the chart in other words, and in what the two differ. Words may differ freely; what
 * may not are figures, codes, sides, negation and a few opposites: those decide whether it is still the same statement.
 */
import { findAmounts } from '../../record/amounts.ts';
import { findCodes, normaliseCode } from '../../record/codes.ts';
import { findSides } from '../../record/laterality.ts';
import { assertionAt, assertionSpans } from '../../record/negation.ts';
import { findNumbers } from '../../record/numbers.ts';
import { fold } from '../../record/text.ts';
import type { SectionId } from '../types.ts';
import { amountKey } from './chart.ts';
import { findDates } from './dates.ts';
import { type Copy, type Reading, sectionAt } from './reading.ts';
import { conceptsOf, keysOf, stemOf, stemsOf } from './tokens.ts';

/** A run of the text between commas, semicolons and the like. Token and UTF-16 offsets. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
  readonly sentence: number;
  readonly section: SectionId | undefined;
  /** Tokens of it that are no copy of the chart. */
  readonly free: number;
}

/** A copy that stands where the chart has it: nothing in it is in doubt. */
export const isFirm = (reading: Reading, copy: Copy): boolean => {
  const section = sectionAt(reading, copy.start);
  return copy.of.units.some(
    (u) =>
      u.section === section ||
      section === undefined ||
      (u.kind === 'clause' && (section === 'evolucion' || copy.of.keys.length > 3)),
  );
};

/** Also after a bracket: «(I10) en paciente con …» begins another entry. */
const DELIMITER = /[,;:\n]|[)\]]\s|\.\s(?!\()|\s[-–—]\s|\s(?:y|e|ni|pero|aunque)\s/u;

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** By token: true where no firm copy and no opening words stand. */
  readonly free: readonly boolean[];
}

export const piecesOf = (reading: Reading): Pieces => {
  const { text, tokens, copyAt, regions } = reading;
  const free: boolean[] = tokens.map(() => true);
  for (const copy of reading.copies) if (isFirm(reading, copy)) free.fill(false, copy.from, copy.to);
  let t = 0;
  for (const region of regions) {
    while (t < tokens.length && (tokens[t]?.end ?? 0) <= region.start) t++;
    for (; t < tokens.length && (tokens[t]?.end ?? 0) <= region.body; t++) free[t] = false;
  }
  const pieces: Piece[] = [];
  reading.sentences.forEach((sentence, index) => {
    let from = sentence.from;
    for (let i = sentence.from; i < sentence.to; i++) {
      const [here, next] = [tokens[i], i + 1 < sentence.to ? tokens[i + 1] : undefined];
      const inside = copyAt[i] !== undefined && copyAt[i] === copyAt[i + 1] && free[i] === false;
      const seam = free[i] !== free[i + 1];
      if (here && next && !seam && (inside || !DELIMITER.test(text.slice(here.end, next.start)))) {
        // «y» is a token of its own.
        if (inside || !/^(?:y|e|ni|pero|aunque)$/u.test(here.key)) continue;
      }
      const first = tokens[from];
      if (first && here) {
        const count = free.slice(from, i + 1).filter(Boolean).length;
        if (count > 0)
          pieces.push({
            from,
            to: i + 1,
            start: first.start,
            end: endOf(text, here.end),
            sentence: index,
            section: sectionAt(reading, first.start),
            free: count,
          });
      }
      from = i + 1;
    }
  });
  return { pieces, free };
};

/** A bracket that closes right after the last token belongs to it. */
const endOf = (text: string, end: number): number => (/^[)\]%]/u.test(text.slice(end)) ? end + 1 : end);

export interface Window {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

const MOST_PIECES = 6;

export interface Wanted {
  readonly concepts: ReturnType<typeof conceptsOf>;
  readonly code: string | undefined;
}

export const wantedOf = (literal: string, code: string | undefined): Wanted => ({
  concepts: conceptsOf(code === undefined ? literal : literal.replace(code, ' ')),
  code,
});

/** How many of the concepts the stems hold, 0 to 1. */
export const share = (concepts: Wanted['concepts'], stems: ReadonlySet<string>): number => {
  if (concepts.length === 0) return 0;
  const held = concepts.filter((ways) =>
    ways.some(
      (way) => way.length > 0 && way.filter((s) => stems.has(s)).length >= Math.ceil(way.length * 0.5),
    ),
  );
  return held.length / concepts.length;
};

/** The stems of every piece, once. */
export class PieceStems {
  readonly #of = new Map<Piece, ReadonlySet<string>>();
  constructor(readonly reading: Reading) {}

  of(piece: Piece): ReadonlySet<string> {
    let stems = this.#of.get(piece);
    if (!stems) {
      stems = new Set(stemsOf(this.reading.text.slice(piece.start, piece.end)).map((s) => s.stem));
      this.#of.set(piece, stems);
    }
    return stems;
  }
}

/** The run of pieces that says most of an entry; null where none says half of it, or its code. */
export const bestWindow = (
  wanted: Wanted,
  pieces: readonly Piece[],
  stems: PieceStems,
  taken: ReadonlySet<Piece>,
): (Window & { readonly pieces: readonly Piece[] }) | null => {
  const { text } = stems.reading;
  let best: (Window & { readonly pieces: readonly Piece[] }) | null = null;
  pieces.forEach((first, i) => {
    const all = new Set<string>();
    const run: Piece[] = [];
    for (let n = 0; n < MOST_PIECES; n++) {
      const piece = pieces[i + n];
      const before = run.at(-1);
      if (!piece || taken.has(piece) || piece.sentence !== first.sentence) break;
      if (before && piece.from !== before.to) break;
      run.push(piece);
      for (const stem of stems.of(piece)) all.add(stem);
      const words = share(wanted.concepts, all);
      const written = text.slice(first.start, piece.end);
      // With another code before it, it is another entry's.
      const coded =
        wanted.code !== undefined &&
        written.includes(wanted.code) &&
        (n === 0 || findCodes(written).filter((c) => c.certain).length < 2);
      if (words < 0.5 && !(coded && (words > 0 || wanted.concepts.length === 0))) continue;
      const score = words + (coded ? 0.3 : 0) - n * 0.02;
      if (best === null || score > best.score)
        best = {
          start: first.start,
          end: piece.end,
          from: first.from,
          to: piece.to,
          score,
          pieces: [...run],
        };
    }
  });
  return best;
};

/** Words of which an entry has one or the other: exchanging them makes another statement. */
const OPPOSITES: readonly (readonly string[])[] = [
  'anterior posterior inferior lateral septal anteroseptal inferoposterior',
  'superior inferior medio',
  'proximal distal medio',
  'agudo cronico subagudo',
  'leve moderado severo',
  'abierto cerrado',
  'benigno maligno',
  'positivo negativo',
  'sistolico diastolico',
  'arterial venoso',
  'primario secundario',
  'interno externo',
  'medial lateral',
  'isquemico hemorragico',
  'hipertension hipotension',
  'hiperkalemia hipokalemia',
  'hipernatremia hiponatremia',
  'hiperglicemia hipoglicemia',
  'taquicardia bradicardia',
  'total parcial',
  'completo incompleto',
  'permeable ocluido',
  'normal alterado',
  'aumento disminucion',
].map((group) => group.split(' ').map(stemOf));

export type Difference =
  | { readonly what: 'code'; readonly written: string | undefined }
  | { readonly what: 'side' | 'number' | 'negation' | 'opposite' };

interface Facts {
  readonly numbers: readonly Figure[];
  readonly sides: ReturnType<typeof findSides>;
  readonly stems: ReturnType<typeof stemsOf>;
  readonly spans: ReturnType<typeof assertionSpans>;
  readonly amounts: ReadonlySet<string>;
  /** Figures, those within words («DM2») too. */
  readonly any: ReadonlySet<string>;
}

interface Figure {
  readonly value: string;
  /** What it is an amount of ("1000 mg"), where a unit follows. */
  readonly amounts: readonly string[];
}

/** Figures of a text, without those of codes and dates. */
const figuresOf = (text: string): Figure[] => {
  const out = [...findDates(text), ...findCodes(text).filter((c) => c.certain)];
  return findNumbers(text)
    .filter((n) => !n.inWord && !out.some((o) => o.start <= n.start && n.end <= o.end))
    .filter((n) => !CODE_LIST.test(text.slice(Math.max(0, n.start - 6), n.start)))
    .map((n) => {
      const run =
        /^[\d.,]*\d(?:\/\d+)?\s?\p{L}+(?:\/\p{L}+)*/u.exec(text.slice(n.start, n.start + 30))?.[0] ?? '';
      return { value: n.value, amounts: findAmounts(fold(run)).map(amountKey) };
    });
};

/** «CIE-10» is the list's name. */
const CODE_LIST = /\bCIE-?\s?$/iu;

/** A code after a paired part is no side («lateral (I21.2)»). */
export const withoutCodes = (text: string): string =>
  findCodes(text)
    .filter((c) => c.certain)
    .toReversed()
    .reduce((out, c) => `${out.slice(0, c.start)}…${out.slice(c.end)}`, text);

const COUNTED: Readonly<Record<string, string>> = {
  un: '1',
  una: '1',
  dos: '2',
  tres: '3',
  cuatro: '4',
  cinco: '5',
  seis: '6',
  siete: '7',
  ocho: '8',
  nueve: '9',
  diez: '10',
};

const factsIn = (text: string): Facts => ({
  numbers: figuresOf(text),
  sides: findSides(withoutCodes(text)),
  stems: stemsOf(text),
  spans: assertionSpans(text),
  amounts: new Set(findAmounts(fold(text)).map(amountKey)),
  any: new Set([
    ...findNumbers(text).map((n) => n.value),
    ...keysOf(text).flatMap((key) => COUNTED[key] ?? []),
  ]),
});

/** The same figures, or the same amounts in other units («1 g» for «1000 mg»). */
const sameFigures = (charted: Facts, written: Facts, all: boolean): boolean => {
  const lacks =
    (there: Facts) =>
    (figure: Figure): boolean =>
      !there.any.has(figure.value) &&
      !(figure.amounts.length > 0 && figure.amounts.every((a) => there.amounts.has(a)));
  if (written.numbers.some(lacks(charted))) return false;
  if (all && charted.numbers.some(lacks(written))) return false;
  // The number stands, its unit is another.
  const others = [...written.amounts].filter((a) => !charted.amounts.has(a));
  return others.length === 0 || charted.amounts.size === 0;
};

/** Parts whose side is their name: «CD» is «coronaria derecha», and says nothing of the patient's side. */
const NAMED = /^(?:coronari|ventricul|auricul|descendente|dominan|tronco|rama|hemiclavicular)/u;

const sameSides = (charted: Facts, written: Facts, all: boolean): boolean => {
  const of = (facts: Facts): Set<string> => new Set(facts.sides.map((s) => s.side));
  const [was, is] = [of(charted), of(written)];
  const named = (part: string): boolean => NAMED.test(part) && !charted.sides.some((s) => s.of === part);
  const extra = written.sides.filter(
    (s) => !was.has(s.side) && !named(s.of) && (was.size > 0 || s.side !== 'bilateral'),
  );
  return extra.length === 0 && !(all && [...was].some((s) => !is.has(s as never)));
};

/** Of the words that both say, does one deny what the other affirms? */
const deniesOther = (charted: Facts, written: Facts): boolean =>
  written.stems.some(({ stem, start, end, meant }) => {
    const there = meant ? [] : charted.stems.filter((s) => s.stem === stem && !s.meant);
    if (there.length === 0) return false;
    const own = assertionAt(written.spans, start, end);
    const states = new Set(there.map((s) => assertionAt(charted.spans, s.start, s.end)));
    if (states.has(own)) return false;
    return own === 'negated' ? !states.has('possible') : own === 'affirmed' && states.has('negated');
  });

const oppositeOf = (charted: Facts, written: Facts): boolean => {
  const [a, b] = [charted, written].map((f) => new Set(f.stems.map((s) => s.stem)));
  if (!a || !b) return false;
  return OPPOSITES.some((group) => {
    const [was, is] = [group.filter((w) => a.has(w)), group.filter((w) => b.has(w))];
    return was.length > 0 && is.length > 0 && !is.some((w) => was.includes(w));
  });
};

/**
 * In what a wording differs from the entry that it says.
 * @param all everything that the entry gives must be there (an entry); not so for a part of a note
 */
export const differences = (
  charted: string,
  written: string,
  code: string | undefined,
  all: boolean,
): Difference[] => {
  const [c, w] = [factsIn(charted), factsIn(written)];
  const found: Difference[] = [];
  if (code !== undefined && !written.includes(code)) {
    const same = (other: string) => normaliseCode(other, 'cie10') === normaliseCode(code, 'cie10');
    const codes = findCodes(written).filter((x) => x.certain);
    if (!codes.some((x) => same(x.code))) found.push({ what: 'code', written: codes[0]?.code });
  }
  if (!sameSides(c, w, all)) found.push({ what: 'side' });
  if (!sameFigures(c, w, all)) found.push({ what: 'number' });
  if (deniesOther(c, w)) found.push({ what: 'negation' });
  if (oppositeOf(c, w)) found.push({ what: 'opposite' });
  return found;
};
