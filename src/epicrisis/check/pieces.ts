/** The text cut at commas, semicolons and the like, and which of its pieces are no copy of the chart: those that the rules ask about. */
import type { SectionId } from '../types.ts';
import { type Copy, type Reading, sectionAt } from './reading.ts';
import { stemsOf } from './tokens.ts';

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

/** Says what may happen, not what did: «Ictericia» among the signs of alarm is no ictericia of the stay. */
const ADVICE: ReadonlySet<string> = new Set(['alarm', 'instruction', 'control', 'pending']);

/** A copy that stands where the chart has it: nothing in it is in doubt. */
export const isFirm = (reading: Reading, copy: Copy): boolean => {
  const section = sectionAt(reading, copy.start);
  return copy.of.units.some(
    (u) =>
      u.section === section ||
      section === undefined ||
      // The evolution may tell whatever the chart has happened, and no advice.
      (section === 'evolucion' && !ADVICE.has(u.kind)) ||
      (u.kind === 'clause' && copy.of.keys.length > 3),
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
