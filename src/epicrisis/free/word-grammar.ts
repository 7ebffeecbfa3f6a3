/**
 * The grammar of words: what a model may write of a group of clauses is their words in their order, some left out, some in
 * small letters, an article or a joint between. Far more than is true can be derived: `verify.ts` decides.
 */
import { ebnfLiteral } from '../../shared/ebnf.ts';
import { inSmallLetters } from './letter-case.ts';
import { ADDED } from './verify.ts';

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
    const bare = piece.replace(/[,;:.]+$/u, '');
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

/** EBNF of one sentence over the words of the clauses; null where there are none, or too many. */
export const wordGrammar = (clauses: readonly string[]): string | null => {
  const pieces = clauses.flatMap(piecesOf);
  if (pieces.length === 0 || pieces.length > MAX_PIECES) return null;
  const added = ['" "', ...[...ADDED].map((word) => ebnfLiteral(` ${word} `))].join(' | ');
  const rules = [
    'root ::= w0',
    `gap ::= ${added}`,
    'joint ::= ", " | " y "',
    'colon ::= ": " | ", "',
    ...pieces.map((piece, i) => `f${i} ::= ${piece.forms.map(ebnfLiteral).join(' | ')}`),
  ];
  pieces.forEach((piece, i) => {
    const ways = pieces.slice(i + 1, i + 2 + SKIP).map((_, k) => `w${i + 1 + k}`);
    const nexts = ways.length > 0 ? [`${piece.colon ? 'colon' : piece.pause ? 'joint' : 'gap'} n${i}`] : [];
    // The end may come wherever a pause is.
    if (piece.pause || ways.length === 0) nexts.push('"."');
    if (ways.length > 0) rules.push(`n${i} ::= ${ways.join(' | ')}`);
    rules.push(`t${i} ::= ${nexts.join(' | ')}`, `w${i} ::= f${i} t${i}`);
  });
  return rules.join('\n');
};
