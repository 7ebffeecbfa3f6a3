/**
 * EBNF as llama.cpp, vLLM and xgrammar write it: `name ::= …`, "literal", [class], (group), `|`, `?`, `*`, `+`, `{m}`,
 * `{m,}`, `{m,n}`, `# comment`. One pass over the text.
 */
import { err, ok, type Result } from '../../shared/result.ts';
import { utf8Length, writeUtf8 } from '../utf8.ts';
import type { CodeRange, Expression, Rules } from './expression.ts';
import { GrammarError, Scanner } from './scanner.ts';

/** Groups inside groups. */
const DEEPEST = 500;
const QUOTE = 34;
const utf8 = new TextEncoder();

/** Errors: E_GRAMMAR, with line, column and what was expected there. */
export function parseGrammar(ebnf: string): Result<Rules> {
  try {
    return ok(new Parser(ebnf).rules());
  } catch (error) {
    if (error instanceof GrammarError) return err('E_GRAMMAR', undefined, error.message);
    throw error;
  }
}

class Parser {
  readonly #scan: Scanner;
  /** Rules' numbers, in the order in which their names are first seen. */
  readonly #numbers = new Map<string, number>();
  readonly #bodies: (Expression | undefined)[] = [];
  /** Where each name was first seen. */
  readonly #seen: number[] = [];
  #bytes: Uint8Array;
  #length = 0;
  #depth = 0;

  constructor(ebnf: string) {
    this.#scan = new Scanner(ebnf.isWellFormed() ? ebnf : ebnf.toWellFormed());
    this.#bytes = new Uint8Array(ebnf.length + 16);
  }

  rules(): Rules {
    const scan = this.#scan;
    for (scan.skipBlanks(); !scan.ended; scan.skipBlanks()) this.#rule();
    const root = this.#numbers.get('root');
    if (root === undefined || this.#bodies[root] === undefined)
      throw new GrammarError('there is no rule "root"');
    const rules = [...this.#numbers.keys()].map((name, rule) => ({
      name,
      body: this.#bodies[rule] ?? scan.fail(`rule "${name}" is not defined`, this.#seen[rule]),
    }));
    return { rules, root, bytes: this.#bytes.subarray(0, this.#length) };
  }

  #rule(): void {
    const scan = this.#scan;
    const at = scan.at;
    const name = scan.name();
    if (name === '') scan.fail('expected a rule');
    scan.skipBlanks();
    scan.expect('::=');
    const rule = this.#numberOf(name, at);
    if (this.#bodies[rule] !== undefined) scan.fail(`rule "${name}" is defined twice`, at);
    this.#bodies[rule] = this.#choice();
  }

  #choice(): Expression {
    const options = [this.#sequence()];
    while (this.#scan.take('|')) options.push(this.#sequence());
    return one('choice', options);
  }

  /** At least one element. */
  #sequence(): Expression {
    const parts: Expression[] = [];
    for (;;) {
      this.#scan.skipBlanks();
      const element = this.#element();
      if (element === undefined) break;
      parts.push(this.#repeated(element));
    }
    if (parts.length === 0) this.#scan.fail('expected a literal, class, group or name');
    return one('sequence', parts);
  }

  /** Undefined where none begins here: at `|`, `)`, the next rule, the end. */
  #element(): Expression | undefined {
    const scan = this.#scan;
    const at = scan.at;
    if (scan.code === QUOTE) return this.#literal();
    if (scan.take('[')) return this.#class();
    if (scan.take('(')) return this.#group(at);
    const name = scan.name();
    if (name === '') return undefined;
    scan.skipBlanks();
    if (scan.text.startsWith('::=', scan.at)) {
      scan.at = at;
      return undefined;
    }
    return { kind: 'rule', rule: this.#numberOf(name, at) };
  }

  #group(at: number): Expression {
    const scan = this.#scan;
    if (scan.take('=')) scan.fail('looking ahead is not supported', at);
    if (++this.#depth > DEEPEST) scan.fail('groups nested too deep', at);
    scan.skipBlanks();
    // `()` derives the empty text.
    const body: Expression = scan.code === 41 ? { kind: 'sequence', parts: [] } : this.#choice();
    scan.expect(')');
    this.#depth--;
    return body;
  }

  #literal(): Expression {
    const scan = this.#scan;
    const from = this.#length;
    scan.at++;
    const plain = scan.plainUpToQuote();
    if (plain === undefined) while (!scan.take('"')) this.#write(scan.character());
    else {
      this.#makeRoom(3 * plain.length);
      this.#length += utf8.encodeInto(plain, this.#bytes.subarray(from)).written;
    }
    return { kind: 'literal', from, to: this.#length };
  }

  #write(point: number): void {
    this.#makeRoom(4);
    writeUtf8(point, this.#bytes, this.#length);
    this.#length += utf8Length(point);
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const longer = new Uint8Array(2 * this.#bytes.length + bytes);
    longer.set(this.#bytes);
    this.#bytes = longer;
  }

  #class(): Expression {
    const scan = this.#scan;
    const negated = scan.take('^');
    const ranges: CodeRange[] = [];
    while (!scan.take(']')) {
      const from = scan.at;
      const first = scan.character('^-]');
      // A dash before the bracket is a dash.
      const last = scan.code === 45 && scan.text[scan.at + 1] !== ']' ? this.#upTo() : first;
      if (last < first) scan.fail('a range that runs backwards', from);
      ranges.push([first, last]);
    }
    return { kind: 'class', ranges, negated };
  }

  #upTo(): number {
    this.#scan.at++;
    return this.#scan.character('^-]');
  }

  #repeated(body: Expression): Expression {
    const scan = this.#scan;
    scan.skipBlanks();
    if (scan.take('?')) return { kind: 'repeat', body, least: 0, most: 1 };
    if (scan.take('*')) return { kind: 'repeat', body, least: 0, most: Number.POSITIVE_INFINITY };
    if (scan.take('+')) return { kind: 'repeat', body, least: 1, most: Number.POSITIVE_INFINITY };
    if (!scan.take('{')) return body;
    const at = scan.at;
    const least = this.#bound() ?? scan.fail('expected a number');
    const most = scan.take(',') ? (this.#bound() ?? Number.POSITIVE_INFINITY) : least;
    scan.expect('}');
    if (most < least) scan.fail('a repetition that runs backwards', at);
    return { kind: 'repeat', body, least, most };
  }

  #bound(): number | undefined {
    this.#scan.skipBlanks();
    const bound = this.#scan.integer();
    this.#scan.skipBlanks();
    return bound;
  }

  #numberOf(name: string, at: number): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const rule = this.#numbers.size;
    this.#numbers.set(name, rule);
    this.#bodies.push(undefined);
    this.#seen.push(at);
    return rule;
  }
}

function one(kind: 'sequence' | 'choice', parts: readonly Expression[]): Expression {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}
