import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ebnfLiteral } from '../shared/ebnf.ts';
import { Automaton } from './grammar/automaton.ts';
import { parseGrammar } from './grammar/parse.ts';
import { programOf } from './grammar/program.ts';
import { loadXGrammar } from './testing/xgrammar.node.ts';

const { Grammar, Testings } = loadXGrammar();

/** By the engine's matcher and by web-xgrammar, who must agree: the same EBNF goes to servers that take grammars. */
async function derives(literal: string, text: string): Promise<boolean> {
  const ebnf = `root ::= ${literal}`;
  const grammar = await Grammar.fromEBNF(ebnf);
  try {
    const peer = await Testings.isGrammarAcceptString(grammar, text);
    expect(derivesHere(ebnf, text)).toBe(peer);
    return peer;
  } finally {
    grammar.dispose();
  }
}

function derivesHere(ebnf: string, text: string): boolean {
  const rules = parseGrammar(ebnf);
  if (!rules.ok) throw new Error(rules.error.detail);
  const automaton = new Automaton(programOf(rules.value));
  let position = automaton.start;
  for (const byte of new TextEncoder().encode(text)) position = automaton.step(position, byte);
  return automaton.accepts(position);
}

const hostile = fc.constantFrom(
  '"',
  '\\',
  "'",
  '\n',
  '\r',
  '\t',
  '\u0000',
  '\u001b',
  '\u007f',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\uffff',
  '<|im_end|>',
  '<D0>',
  '\\n',
  '\\x0',
  '#',
  '::=',
  '[a-z]*',
  '(=',
  '{1,2}',
  '😀',
  '\u{10ffff}',
  'é',
  'e\u0301',
  '0a',
  'd',
);
const anyText = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
  .map((parts) => parts.join(''));

test('a literal derives its text, whatever the text', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await derives(ebnfLiteral(text), text)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('a literal derives nothing but its text', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, anyText, async (text, other) => {
      fc.pre(text !== other);
      expect(await derives(ebnfLiteral(text), other)).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('a hex digit after an escaped character stays a character of its own', async () => {
  expect(await derives(ebnfLiteral('c\nd0'), 'c\nd0')).toBe(true);
});

test('a lone surrogate becomes the replacement character', () => {
  expect(ebnfLiteral('a\ud800b')).toBe('"a\ufffdb"');
});
