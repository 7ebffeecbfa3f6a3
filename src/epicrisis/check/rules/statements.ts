/**
 * Statements that the chart does not make: a disease, a procedure or a figure of which it has no word (asked), and whole sentences of other
 * words (told for information: a physician may well know more than the chart). Source: Ley 20.584 art. 11, Decreto 41/2012.
 */
import { fold } from '../../../record/text.ts';
import type { Finding } from '../../types.ts';
import { excerptAt, removal } from '../finding.ts';
import { isClinical, isUnknown } from '../known.ts';
import type { Piece } from '../pieces.ts';
import { regionAt, sentenceAt } from '../reading.ts';
import { isPhraseWord } from '../support.ts';
import { isContent, type Token } from '../tokens.ts';
import type { Context } from './context.ts';

const saysSomething = (token: Token): boolean =>
  isContent(token) && token.key.length > 3 && !isPhraseWord(token.key);

/** Pieces of one sentence that nothing has explained. */
const openSentences = ({ pieces, taken, settled }: Context): Piece[][] => {
  const found = new Map<number, Piece[]>();
  for (const piece of pieces) {
    if (taken.has(piece) || settled.touches(piece.start, piece.end) || piece.section === 'identidad')
      continue;
    const list = found.get(piece.sentence);
    if (list) list.push(piece);
    else found.set(piece.sentence, [piece]);
  }
  return [...found.values()];
};

/** What stands there is taken as charted, word by word. */
const isClosed = ({ reading }: Context, piece: Piece): boolean => {
  if (piece.section !== 'condicion' && piece.section !== 'alergias') return false;
  const region = regionAt(reading, piece.start);
  return (
    reading.headed ||
    (region !== undefined &&
      sentenceAt(reading, region.start)?.start === sentenceAt(reading, piece.start)?.start)
  );
};

/** Told for information: a page of somebody's own prose is one matter, not two hundred. */
const MOST_TOLD = 20;

export function* statementRule(context: Context): Generator<void, Finding[]> {
  const { chart, reading } = context;
  const findings: Finding[] = [];
  const said = new Set<string>();
  let told = 0;
  for (const sentence of openSentences(context)) {
    const all: Token[] = [];
    const unknown: Token[] = [];
    let named: Piece | undefined;
    for (const piece of sentence) {
      const tokens = reading.tokens.slice(piece.from, piece.to);
      const strange = tokens.filter((t) => isUnknown(chart, reading.text, t));
      const closed = isClosed(context, piece) && tokens.some(saysSomething);
      const counts = tokens.some((t) => t.kind === 'number') && strange.length > 0;
      if (!named && (closed || counts || strange.some((t) => isClinical(t.key)))) named = piece;
      all.push(...tokens.filter(saysSomething));
      unknown.push(...strange);
    }
    yield;
    const [first, last] = [sentence[0], sentence.at(-1)];
    if (!first || !last || (!named && (unknown.length === 0 || unknown.length * 2 < all.length))) continue;
    const place = named ?? { start: first.start, end: last.end };
    const { section } = first;
    for (const piece of sentence) context.taken.add(piece);
    const words = fold(reading.text.slice(place.start, place.end));
    if (said.has(words) || (!named && ++told > MOST_TOLD)) continue;
    said.add(words);
    findings.push({
      code: 'C_UNSUPPORTED_ENTRY',
      severity: named ? 'warning' : 'info',
      ...(section ? { section } : {}),
      message: named
        ? `«${reading.text.slice(place.start, place.end).slice(0, 120)}» no está en la ficha. Regístrelo en la ficha o quítelo.`
        : `La ficha no dice «${reading.text.slice(place.start, place.end).slice(0, 120)}». Si le consta, regístrelo también en la ficha.`,
      ...excerptAt(reading.text, place),
      ...(named ? { fix: removal(reading.text, place) } : {}),
    });
  }
  return findings;
}
