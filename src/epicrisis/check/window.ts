/** Which run of the text says an entry of the chart in other words: the one that holds most of its content words, or its code. */
import { findCodes } from '../../record/codes.ts';
import type { Piece, PieceStems } from './pieces.ts';
import { conceptsOf } from './tokens.ts';

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
