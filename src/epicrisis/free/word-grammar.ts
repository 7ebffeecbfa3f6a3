/**
 * The grammar of words: what a model may write of a group of clauses is their words in their order, some left out, some in
 * small letters, a joint between. Far more than is true can be derived: `verify.ts` decides.
 */
import { alt, asText, lit, type Node, seq } from '../grammar/ast.ts';
import { toEbnf } from '../grammar/compile.ts';
import { inSmallLetters } from './letter-case.ts';

interface Piece {
  /** Ways to write it. */
  readonly forms: readonly string[];
  /** A pause follows it in its clause. */
  readonly pause: boolean;
  readonly colon: boolean;
}

/** How many words may be left out at a time. */
const SKIP = 6;
/** Longer groups are not told anew. */
export const MAX_PIECES = 70;

const small = (piece: string): string =>
  piece.replace(/[\p{L}\p{M}]+/gu, (word) => inSmallLetters(word) ?? word);

const piecesOf = (clause: string): Piece[] => {
  const raw = clause.split(/\s+/u).filter((p) => p !== '');
  return raw.flatMap((piece, i): Piece[] => {
    if (/^[ye]$/iu.test(piece) && i > 0 && i < raw.length - 1) return [];
    // The stop of an initial ("E. coli") is part of it.
    const initial = /^[([]?\p{L}\.$/u.test(piece) && i < raw.length - 1;
    const bare = initial ? piece : piece.replace(/[,;:.]+$/u, '');
    if (bare === '') return [];
    const last = i === raw.length - 1;
    return [
      {
        forms: [...new Set([small(bare), bare])],
        colon: piece.endsWith(':'),
        pause: last || bare !== piece || /^[ye]$/iu.test(raw[i + 1] ?? ''),
      },
    ];
  });
};

/**
 * EBNF of one sentence over the words of the clauses; null where there are none, or too many. Made as a tree, whose
 * compilation factors alternatives (docs/adr/0002).
 */
export const wordGrammar = (clauses: readonly string[]): string | null => {
  const pieces = clauses.flatMap(piecesOf);
  if (pieces.length === 0 || pieces.length > MAX_PIECES) return null;
  const end = lit('.');
  /** From the last word back: all ways to write word i and go on from it. */
  const from: Node[][] = [];
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i];
    if (!piece) continue;
    const following = from.slice(i + 1, i + 2 + SKIP).flat();
    const ways: Node[] = [];
    if (following.length > 0) {
      const next = alt(...following);
      const between = piece.colon ? [': ', ', '] : piece.pause ? [', ', ' y '] : [' '];
      ways.push(...between.map((text) => seq(lit(text), next)));
    }
    // The end may come wherever a pause is.
    if (piece.pause || following.length === 0) ways.push(end);
    const tail = alt(...ways);
    from[i] = piece.forms.map((form) => seq(lit(form), tail));
  }
  return toEbnf(alt(...(from[0] ?? [])), asText);
};
