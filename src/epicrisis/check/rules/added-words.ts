/**
 * Words set right before or after a copy of the chart that make it say something else: «probable», «complicada», «suspender losartán»,
 * «no realizada», «secundaria a …». Source: Decreto 41/2012 (the epicrisis summarises the ficha); NegEx (Chapman 2001) for doubt and denial.
 */
import type { Finding } from '../../types.ts';
import { excerptAt, removal, shown } from '../finding.ts';
import { isClinical, isUnknown, isWeighty } from '../known.ts';
import { isFirm, type Piece } from '../pieces.ts';
import type { Copy } from '../reading.ts';
import type { Context } from './context.ts';

const besides = (gap: string): boolean => /^[ \t]*[([]?[ \t]*$/u.test(gap);

/** The copy that a piece stands right beside. */
const neighbourOf = (context: Context, piece: Piece): Copy | undefined => {
  const { copyAt, text } = context.reading;
  const [before, after] = [copyAt[piece.from - 1], copyAt[piece.to]];
  const firm = (copy: Copy | undefined): copy is Copy =>
    copy !== undefined && isFirm(context.reading, copy) && copy.to - copy.from > 1;
  if (firm(before) && besides(text.slice(before.end, piece.start))) return before;
  return firm(after) && besides(text.slice(piece.end, after.start)) ? after : undefined;
};

export const addedWordsRule = (context: Context): Finding[] => {
  const { chart, reading, pieces, taken } = context;
  return pieces.flatMap((piece): Finding[] => {
    // A drug's line that its own rule has compared runs up to the next entry's «y».
    if (taken.has(piece) || context.settled.touches(piece.start, piece.end)) return [];
    if (piece.section === undefined || piece.section === 'identidad' || piece.section === 'medico') return [];
    const copy = neighbourOf(context, piece);
    const unit = copy?.of.units[0];
    if (!copy || !unit) return [];
    const tokens = reading.tokens.slice(piece.from, piece.to);
    const unknown = tokens.filter((token) => isUnknown(chart, reading.text, token));
    const weighty = tokens.some((t) => isWeighty(t.key)) || unknown.some((t) => isClinical(t.key));
    // Words of no weight are told with their sentence (`statements.ts`).
    if (!weighty) return [];
    taken.add(piece);
    context.settled.push(piece);
    return [
      {
        code: 'C_CHANGED_WORD',
        severity: 'warning',
        section: unit.section,
        factId: unit.factId,
        message: `La ficha dice «${shown(unit.literal)}»: aquí se agrega «${shown(reading.text.slice(piece.start, piece.end))}». Quítelo, o regístrelo en la ficha.`,
        ...excerptAt(reading.text, piece),
        fix: removal(reading.text, piece),
      },
    ];
  });
};
