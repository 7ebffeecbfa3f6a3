import { expect, test } from 'vitest';
import { hoistLiterals, isRecursive } from './grammar_text.ts';

test('a long literal gets a rule, the same text the same rule', () => {
  expect(hoistLiterals('root ::= "heparina" ", " "heparina" | ""')).toBe(
    'root ::= literal_0 ", " literal_0 | ""\nliteral_0 ::= "heparina"',
  );
});

test('quotes inside literals, classes and comments are not mistaken for literals', () => {
  expect(hoistLiterals('root ::= "a\\"bcde" ["abcd"]* # say "hello"\n')).toBe(
    'root ::= literal_0 ["abcd"]* # say "hello"\n\nliteral_0 ::= "a\\"bcde"',
  );
});

test('rules of the grammar keep their names', () => {
  expect(hoistLiterals('root ::= literal_0\nliteral_0 ::= "heparina"')).toContain(
    'literal__0 ::= "heparina"',
  );
});

test('a grammar with lookahead is left as it is', () => {
  const grammar = 'root ::= "heparina" (="sódica")';
  expect(hoistLiterals(grammar)).toBe(grammar);
});

test('a grammar is recursive when a rule can come back to itself', () => {
  expect(isRecursive('root ::= a b\na ::= "root" [root]\nb ::= a a # root')).toBe(false);
  expect(isRecursive('root ::= "x" | a\na ::= "y" root')).toBe(true);
  expect(isRecursive('root ::= "a" root')).toBe(true);
});
