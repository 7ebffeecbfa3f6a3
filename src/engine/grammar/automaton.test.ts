import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Automaton, DEAD, type Position } from './automaton.ts';
import { parseGrammar } from './parse.ts';
import { programOf } from './program.ts';

function automatonOf(ebnf: string): Automaton {
  const rules = parseGrammar(ebnf);
  if (!rules.ok) throw new Error(rules.error.detail);
  return new Automaton(programOf(rules.value));
}

const utf8 = new TextEncoder();

function walk(automaton: Automaton, text: string): Position {
  let position = automaton.start;
  for (const byte of utf8.encode(text)) position = automaton.step(position, byte);
  return position;
}

const takes = (automaton: Automaton, text: string): boolean => automaton.accepts(walk(automaton, text));

describe('a class takes what the same class of a regular expression takes', () => {
  const Points = fc.oneof(
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
    fc.constantFrom(0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff),
  );
  const Range = fc.tuple(Points, Points).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]);
  const number = (point: number): string => `\\U${point.toString(16).padStart(8, '0')}`;

  test.each([false, true])('negated: %s', (negated) => {
    fc.assert(
      fc.property(
        fc.array(Range, { maxLength: 4 }),
        fc.array(Points, { minLength: 20 }),
        (ranges, points) => {
          const written = ranges.map(([a, b]) => `${number(a)}-${number(b)}`).join('');
          const automaton = automatonOf(`root ::= [${negated ? '^' : ''}${written}]`);
          // Beside the ends of the ranges as well.
          const near = ranges.flat().flatMap((point) => [point - 1, point, point + 1]);
          for (const point of [...points, ...near]) {
            if (point < 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) continue;
            const inside = ranges.some(([a, b]) => point >= a && point <= b);
            expect(takes(automaton, String.fromCodePoint(point))).toBe(inside !== negated);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('and no byte that begins or goes on no character', () => {
    const automaton = automatonOf('root ::= [^"]*');
    for (const byte of [0x22, 0x80, 0xbf, 0xc0, 0xc1, 0xf5, 0xff]) {
      expect(automaton.step(automaton.start, byte)).toBe(DEAD);
    }
    // A surrogate, an overlong form, a point beyond the last.
    for (const [lead, next] of [
      [0xed, 0xa0],
      [0xe0, 0x9f],
      [0xf4, 0x90],
    ] as const)
      expect(automaton.step(automaton.step(automaton.start, lead), next)).toBe(DEAD);
  });

  test('its signs stand for themselves behind a backslash, a dash at its end', () => {
    const automaton = automatonOf('root ::= [\\]\\-\\^\\\\x-]+');
    expect(takes(automaton, ']-^\\x')).toBe(true);
    expect(takes(automatonOf('root ::= [a-]+'), 'a-a')).toBe(true);
    expect(automatonOf('root ::= []').start).toBe(DEAD);
  });
});

describe('repetition and alternatives take what the same regular expression takes', () => {
  interface Form {
    readonly ebnf: string;
    readonly regex: string;
  }
  const { form } = fc.letrec<{ form: Form }>((tie) => ({
    form: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('a', 'b', 'é', '').map((text): Form => ({ ebnf: `"${text}"`, regex: text })),
      fc.constant<Form>({ ebnf: '[a-bè-ê]', regex: '[a-bè-ê]' }),
      fc.array(tie('form'), { minLength: 1, maxLength: 3 }).map(
        (parts): Form => ({
          ebnf: `(${parts.map(({ ebnf }) => ebnf).join(' ')})`,
          regex: parts.map(({ regex }) => `(?:${regex})`).join(''),
        }),
      ),
      fc.array(tie('form'), { minLength: 1, maxLength: 3 }).map(
        (parts): Form => ({
          ebnf: `(${parts.map(({ ebnf }) => ebnf).join(' | ')})`,
          regex: `(?:${parts.map(({ regex }) => regex).join('|')})`,
        }),
      ),
      fc
        .tuple(tie('form'), fc.constantFrom('?', '*', '+', '{2}', '{1,}', '{0,2}', '{1,3}', '{0}'))
        .map(
          ([{ ebnf, regex }, times]): Form => ({ ebnf: `(${ebnf})${times}`, regex: `(?:${regex})${times}` }),
        ),
    ),
  }));
  const Text = fc.array(fc.constantFrom('a', 'b', 'é', 'ê'), { maxLength: 7 }).map((all) => all.join(''));

  test('whatever their nesting', () => {
    fc.assert(
      fc.property(form, fc.array(Text, { minLength: 6, maxLength: 6 }), ({ ebnf, regex }, texts) => {
        const automaton = automatonOf(`root ::= ${ebnf}`);
        const whole = new RegExp(`^(?:${regex})$`, 'u');
        for (const text of texts) expect(takes(automaton, text)).toBe(whole.test(text));
      }),
      { numRuns: 300 },
    );
  });

  test('and the same where every part is a rule', () => {
    fc.assert(
      fc.property(fc.array(form, { minLength: 2, maxLength: 4 }), Text, (forms, text) => {
        const rules = forms.map(({ ebnf }, n) => `r${n} ::= ${ebnf}`);
        const names = forms.map((_, n) => `r${n}`);
        const automaton = automatonOf(
          [`root ::= (${names.join(' ')}) | ${names.join(' | ')}`, ...rules].join('\n'),
        );
        const each = forms.map(({ regex }) => `(?:${regex})`);
        const whole = new RegExp(`^(?:${each.join('')}|${each.join('|')})$`, 'u');
        expect(takes(automaton, text)).toBe(whole.test(text));
      }),
      { numRuns: 200 },
    );
  });
});

describe('recursion', () => {
  test('keeps count: brackets', () => {
    const automaton = automatonOf('root ::= pair*\npair ::= "(" root ")" | "[" root "]"');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('(', ')', '[', ']'), { maxLength: 12 }), (signs) => {
        let text = signs.join('');
        const given = text;
        while (/\(\)|\[\]/.test(text)) text = text.replaceAll('()', '').replaceAll('[]', '');
        expect(takes(automaton, given)).toBe(text === '');
      }),
      { numRuns: 300 },
    );
    const deep = 20_000;
    expect(takes(automaton, '(['.repeat(deep) + '])'.repeat(deep))).toBe(true);
  });

  test('at the end of a rule goes on without growing', () => {
    const automaton = automatonOf('root ::= item | item ", " root\nitem ::= "a" | "b"');
    const position = walk(automaton, 'a, b, a');
    for (const text of ['a', 'b, a', `${'b, '.repeat(1000)}a`]) expect(walk(automaton, text)).toBe(position);
  });

  test.each([
    ['root ::= root', 'root'],
    ['root ::= root "a" | "a"', 'root'],
    ['root ::= "b" | a\na ::= b "x"\nb ::= "y" | a', 'a'],
    ['root ::= ""  root', 'root'],
    ['root ::= a* root "b"\na ::= "a"', 'root'],
    ['root ::= "x" a\na ::= b c a\nb ::= "b"?\nc ::= () | b', 'a'],
  ])('to the left is refused: %j', (ebnf, rule) => {
    expect(() => automatonOf(ebnf)).toThrow(`rule "${rule}" can begin with itself (left recursion)`);
  });
});

describe('a hostile grammar comes to an end', () => {
  test.each(['((("a"*)*)*)*', '(("a"?)*)*', '("a"* "a"* "a"*)*', '(("a" | "") ("a" | "")){50}'])(
    'nested repetitions of what may be empty: %s',
    (body) => {
      const automaton = automatonOf(`root ::= ${body}`);
      expect(takes(automaton, 'a'.repeat(60))).toBe(true);
      expect(takes(automaton, `${'a'.repeat(60)}b`)).toBe(false);
      expect(automaton.exceeded).toBe(false);
    },
  );

  test('a number of ways that doubles with each rule costs no more than their number', () => {
    const rules = Array.from({ length: 200 }, (_, n) => `r${n} ::= r${n + 1} "a" | r${n + 1} "b"`);
    const automaton = automatonOf(['root ::= r0', ...rules, 'r200 ::= "x"'].join('\n'));
    expect(takes(automaton, `x${'ab'.repeat(100)}`)).toBe(true);
    expect(takes(automaton, `x${'ab'.repeat(99)}a`)).toBe(false);
    expect(automaton.exceeded).toBe(false);
  });

  test('ambiguity that grows with the text is given up on, and said', () => {
    const automaton = automatonOf('root ::= s\ns ::= "a" s s s | "a" s s | "a"');
    let position = automaton.start;
    for (let length = 0; length < 10_000 && position !== DEAD; length++)
      position = automaton.step(position, 97);
    expect([position, automaton.exceeded]).toEqual([DEAD, true]);
  });

  test.each(['"a"{1000000000}', '(("a"{3000}){3000}){3000}', '(("a"?){0,5000}){5000}'])(
    'too many repetitions are refused: %s',
    (body) => {
      expect(() => automatonOf(`root ::= ${body}`)).toThrow('the grammar is too large');
    },
  );

  test('the empty text may be repeated as often as one likes', () => {
    expect(takes(automatonOf('root ::= ((""{1000000000}){1000000000})* "a"'), 'a')).toBe(true);
  });

  test('a hundred thousand rules in a chain, and as many alternatives', () => {
    const names = Array.from({ length: 100_000 }, (_, n) => `r${n}`);
    const chain = names.map((name, n) => `${name} ::= ${names[n + 1] ?? '"fin"'}`);
    expect(takes(automatonOf(['root ::= r0', ...chain].join('\n')), 'fin')).toBe(true);
    const one = automatonOf(
      [`root ::= ${names.join(' | ')}`, ...names.map((name) => `${name} ::= "${name}"`)].join('\n'),
    );
    expect([takes(one, 'r99999'), takes(one, 'r100000')]).toEqual([true, false]);
  });
});
