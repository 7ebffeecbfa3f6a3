/** What every rule is given: the chart, the text as read against it, and what other rules have explained already. */
import type { Finding } from '../../types.ts';
import type { ChartIndex } from '../chart.ts';
import { Marks } from '../marks.ts';
import { isFirm, type Piece, PieceStems, piecesOf } from '../pieces.ts';
import type { Reading } from '../reading.ts';

export interface Context {
  readonly chart: ChartIndex;
  readonly reading: Reading;
  readonly pieces: readonly Piece[];
  readonly free: readonly boolean[];
  readonly stems: PieceStems;
  /** Pieces that say an entry of the chart in other words, or that a finding names already. */
  readonly taken: Set<Piece>;
  /** Ranges of the text that need no further source. */
  readonly settled: Marks;
}

export type Rule = (context: Context) => Finding[] | Generator<void, Finding[]>;

export const contextOf = (chart: ChartIndex, reading: Reading): Context => {
  const { pieces, free } = piecesOf(reading);
  const settled = new Marks(reading.text.length);
  settled.push(...reading.copies.filter((c) => isFirm(reading, c)));
  return {
    chart,
    reading,
    pieces,
    free,
    stems: new PieceStems(reading),
    taken: new Set(),
    settled,
  };
};

export const isSettled = (context: Context, start: number, end: number): boolean =>
  context.settled.covers(start, end);
