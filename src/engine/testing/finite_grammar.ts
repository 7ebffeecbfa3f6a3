/** Random finite grammars, and a plain recogniser that says what they derive. */
import fc from 'fast-check';
import { ebnfLiteral } from '../../shared/ebnf.ts';
import { toByteLevel } from '../byte_level.ts';

export type Tree =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[] };

const hostile = fc.constantFrom(
  'heparina', ' heparina', 'hidatídico', 'hidatídica', ' (I26.0)', '<|im_end|>', '<|im_start|>user\n', '<D0>', '<D1>', '<D10>',
  '<D', '<', ' ', '  ', '\n', '\n\n', '"', '\\', '\\n', "'", 'é', 'è', 'e\u0301', 'É', 'ñ', 'Å', '\u212b', '😀', '😁', '𠮷', 'ก', 'ऀ', '–', '€',
  '\u0000', '\ufeff', '\ufdd0', '\ufffd', 'a', 'al', ' alteplase', ' alprazolam', '. ', '.', 'Ġ', '▁', '',
); // biome-ignore format: a list of texts
const literal = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: hostile },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
    ),
    {
      maxLength: 4,
    },
  )
  .map((parts): Tree => ({ kind: 'text', text: parts.join('').toWellFormed() }));

export const finiteGrammar: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    literal,
    fc.record({ kind: fc.constant('sequence' as const), parts: fc.array(tie('tree'), { maxLength: 4 }) }),
    fc.record({
      kind: fc.constant('choice' as const),
      parts: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    }),
  ),
})).tree;

export function toEbnf(tree: Tree): string {
  return `root ::= ${expression(tree)}`;
}

function expression(tree: Tree): string {
  if (tree.kind === 'text') return ebnfLiteral(tree.text);
  if (tree.parts.length === 0) return '""';
  return `(${tree.parts.map(expression).join(tree.kind === 'choice' ? ' | ' : ' ')})`;
}

export function derives(tree: Tree, text: string): boolean {
  return ends(tree, text, 0).has(text.length);
}

/** Whether a text that the tree derives begins with these letters; trees and letters in the byte-level alphabet. */
export function begins(tree: Tree, letters: string): boolean {
  return open(tree, letters, new Set([0])) === 'reached';
}

/** The places behind the tree, begun at these places; `reached` where a way through it goes past the last letter. */
function open(tree: Tree, letters: string, from: ReadonlySet<number>): Set<number> | 'reached' {
  if (from.has(letters.length)) return 'reached';
  if (tree.kind === 'text') {
    const places = new Set<number>();
    for (const at of from) {
      if (tree.text.startsWith(letters.slice(at))) return 'reached';
      if (letters.startsWith(tree.text, at)) places.add(at + tree.text.length);
    }
    return places;
  }
  let places = new Set(tree.kind === 'choice' ? [] : from);
  for (const part of tree.parts) {
    const behind = open(part, letters, tree.kind === 'choice' ? from : places);
    if (behind === 'reached') return behind;
    places = tree.kind === 'choice' ? new Set([...places, ...behind]) : behind;
  }
  return places;
}

/** The same tree with its texts as bytes, in the byte-level alphabet. */
export function inBytes(tree: Tree): Tree {
  return tree.kind === 'text'
    ? { kind: 'text', text: toByteLevel(tree.text) }
    : { kind: tree.kind, parts: tree.parts.map(inBytes) };
}

function ends(tree: Tree, text: string, from: number): Set<number> {
  if (tree.kind === 'text') return new Set(text.startsWith(tree.text, from) ? [from + tree.text.length] : []);
  if (tree.kind === 'choice') return new Set(tree.parts.flatMap((part) => [...ends(part, text, from)]));
  let at = new Set([from]);
  for (const part of tree.parts) at = new Set([...at].flatMap((place) => [...ends(part, text, place)]));
  return at;
}
