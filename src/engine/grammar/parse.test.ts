import { describe, expect, test } from 'vitest';
import { parseGrammar } from './parse.ts';

const problemOf = (ebnf: string): string | undefined => {
  const rules = parseGrammar(ebnf);
  return rules.ok ? undefined : rules.error.detail;
};

describe('what is no grammar is told with line and column', () => {
  test.each([
    ['', 'there is no rule "root"'],
    ['toor ::= "a"', 'there is no rule "root"'],
    ['root ::= a\nb ::= "b"', 'line 1, column 10: rule "a" is not defined'],
    ['root ::= "a"\nroot ::= "b"', 'line 2, column 1: rule "root" is defined twice'],
    ['root = "a"', 'line 1, column 6: expected ::='],
    ['root ::= ', 'line 1, column 10: expected a literal, class, group or name'],
    ['root ::= "a" |', 'line 1, column 15: expected a literal, class, group or name'],
    ['root ::= | "a"', 'line 1, column 10: expected a literal, class, group or name'],
    ['root ::= ((( "a"', 'line 1, column 17: expected )'],
    ['root ::= "a")', 'line 1, column 13: expected a rule'],
    ['root ::= "a', 'line 1, column 12: the line ends inside a literal or class'],
    ['root ::= "a\nb"', 'line 1, column 12: the line ends inside a literal or class'],
    ['root ::= [a', 'line 1, column 12: the line ends inside a literal or class'],
    ['root ::= "\\q"', 'line 1, column 11: an unknown escape'],
    ['root ::= "\\u12"', 'line 1, column 11: an unknown escape'],
    ['root ::= "\\ud83d"', 'line 1, column 11: not a character'],
    ['root ::= "\\ud83d\\u0041"', 'line 1, column 11: half a surrogate pair'],
    ['root ::= "\\U00110000"', 'line 1, column 11: not a character'],
    ['root ::= [z-a]', 'line 1, column 11: a range that runs backwards'],
    ['root ::= "a"{3,2}', 'line 1, column 14: a repetition that runs backwards'],
    ['root ::= "a"{,2}', 'line 1, column 14: expected a number'],
    ['root ::= "a"{2', 'line 1, column 15: expected }'],
    ['root ::= "a"*?', 'line 1, column 14: expected a rule'],
    ['root ::= "a" (="b")', 'line 1, column 14: looking ahead is not supported'],
    ['root ::= "a"\n\n  %', 'line 3, column 3: expected a rule'],
    [`root ::= ${'('.repeat(501)}"a"${')'.repeat(501)}`, 'line 1, column 510: groups nested too deep'],
  ])('%j', (ebnf, problem) => {
    expect(problemOf(ebnf)).toBe(problem);
  });

  test('and never with the text itself, which may be a patient’s', () => {
    for (const ebnf of ['root ::= "Juan Pérez', 'root ::= "Juan Pérez" "\\q"', 'root ::= "Juan Pérez" )'])
      expect(problemOf(ebnf)).not.toMatch(/Juan/);
  });
});

describe('a grammar', () => {
  test.each([
    'root::="a"',
    '# a comment\nroot ::= "a" # another, with "quotes" and [brackets]\n# the last',
    'root ::=\n  "a"\n  | "b"\r\n',
    'root ::= r.1-x_Y\nr.1-x_Y ::= "a"',
    'a ::= "a"\nroot ::= a',
    'root ::= ("a" (("b")) | ( [c] ) )? "d"{2} "e" {1,} "f" { 0 , 3 }',
    `root ::= ${'('.repeat(499)}"a"${')'.repeat(499)}`,
  ])('%j', (ebnf) => {
    expect(problemOf(ebnf)).toBeUndefined();
  });

  test('of a hundred thousand rules is read', () => {
    const rules = Array.from({ length: 100_000 }, (_, n) => `r${n} ::= "texto ${n}" r${n + 1}`);
    const parsed = parseGrammar(['root ::= r0', ...rules, 'r100000 ::= "fin"'].join('\n'));
    expect(parsed.ok && parsed.value.rules.length).toBe(100_002);
  });

  test('holds its literals as UTF-8', () => {
    const parsed = parseGrammar('root ::= "né😀" "\\u00e9\\x41\\U0001f600\\ud83d\\ude00\\n\\\\\\"\\0"');
    if (!parsed.ok) throw new Error(parsed.error.detail);
    expect(new TextDecoder().decode(parsed.value.bytes)).toBe('né😀éA😀😀\n\\"\0');
  });

  test('with half a character in it reads it as U+FFFD', () => {
    const parsed = parseGrammar('root ::= "a\ud83d"');
    expect(parsed.ok && new TextDecoder().decode(parsed.value.bytes)).toBe('a\ufffd');
  });
});
