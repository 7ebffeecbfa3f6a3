/**
 * Rules as instructions for a machine that takes one byte at a time (after Thompson's and Pike's machines for regular
 * expressions, with calls). Instruction p goes on at p + 1 unless it says otherwise.
 */
import type { Expression, Rules } from './expression.ts';
import { GrammarError } from './scanner.ts';
import { byteSequences } from './utf8_ranges.ts';

export const Op = {
  /** Takes the byte `arg`. */
  Byte: 0,
  /** Takes a byte from `arg >> 8` to `arg & 255`. */
  Range: 1,
  /** Goes through rule `arg`. */
  Call: 2,
  /** Goes on at each of `branches[arg]`. */
  Split: 3,
  /** Goes on at `arg`. */
  Jump: 4,
  /** The rule ends. */
  End: 5,
} as const;

export interface Program {
  readonly ops: Uint8Array;
  readonly args: Int32Array;
  readonly branches: readonly (readonly number[])[];
  /** By rule: its first instruction. */
  readonly entries: Int32Array;
  readonly names: readonly string[];
  readonly root: number;
}

/** More is no grammar that anybody wrote: repetitions of repetitions. */
const MOST_INSTRUCTIONS = 1 << 22;

/** Throws `GrammarError` where the grammar is too large. */
export function programOf({ rules, root, bytes }: Rules): Program {
  const writer = new Writer(bytes);
  const entries = Int32Array.from(rules, ({ body }) => writer.rule(body));
  return {
    ops: writer.ops.slice(0, writer.next),
    args: writer.args.slice(0, writer.next),
    branches: writer.branches,
    entries,
    names: rules.map(({ name }) => name),
    root,
  };
}

class Writer {
  ops = new Uint8Array(1024);
  args = new Int32Array(1024);
  /** How many instructions there are. */
  next = 0;
  readonly branches: number[][] = [];
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  rule(body: Expression): number {
    const entry = this.next;
    this.#expression(body);
    this.#push(Op.End, 0);
    return entry;
  }

  #expression(expression: Expression): void {
    switch (expression.kind) {
      case 'literal':
        this.#literal(this.#bytes.subarray(expression.from, expression.to));
        return;
      case 'class':
        this.#class(expression);
        return;
      case 'rule':
        this.#push(Op.Call, expression.rule);
        return;
      case 'sequence':
        for (const part of expression.parts) this.#expression(part);
        return;
      case 'choice':
        this.#alternatives(expression.parts, (part) => this.#expression(part));
        return;
      case 'repeat':
        this.#repeat(expression);
        return;
    }
  }

  #literal(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.ops.fill(Op.Byte, this.next, this.next + bytes.length);
    this.args.set(bytes, this.next);
    this.next += bytes.length;
  }

  #class({ ranges, negated }: Expression & { kind: 'class' }): void {
    this.#alternatives(byteSequences(ranges, negated), (sequence) => {
      for (const [first, last] of sequence) {
        if (first === last) this.#push(Op.Byte, first);
        else this.#push(Op.Range, (first << 8) | last);
      }
    });
  }

  /** None: nothing can go on here. */
  #alternatives<T>(all: readonly T[], write: (one: T) => void): void {
    const [only] = all;
    if (all.length === 1 && only !== undefined) {
      write(only);
      return;
    }
    const targets = this.#split();
    const jumps: number[] = [];
    for (const one of all) {
      targets.push(this.next);
      write(one);
      jumps.push(this.next);
      this.#push(Op.Jump, 0);
    }
    for (const jump of jumps) this.args[jump] = this.next;
  }

  #repeat({ body, least, most }: Expression & { kind: 'repeat' }): void {
    for (let time = 0; time < least; time++) {
      const before = this.next;
      this.#expression(body);
      // The empty text any number of times is the empty text.
      if (this.next === before) return;
    }
    if (most === Number.POSITIVE_INFINITY) {
      const loop = this.next;
      const targets = this.#split();
      targets.push(this.next);
      this.#expression(body);
      this.#push(Op.Jump, loop);
      targets.push(this.next);
      return;
    }
    const skips: number[][] = [];
    for (let time = least; time < most; time++) {
      const targets = this.#split();
      targets.push(this.next);
      skips.push(targets);
      this.#expression(body);
    }
    for (const targets of skips) targets.push(this.next);
  }

  #split(): number[] {
    const targets: number[] = [];
    this.#push(Op.Split, this.branches.length);
    this.branches.push(targets);
    return targets;
  }

  #push(op: number, arg: number): void {
    this.#makeRoom(1);
    this.ops[this.next] = op;
    this.args[this.next++] = arg;
  }

  #makeRoom(count: number): void {
    const wanted = this.next + count;
    if (wanted > MOST_INSTRUCTIONS) throw new GrammarError('the grammar is too large');
    if (wanted <= this.ops.length) return;
    const ops = new Uint8Array(2 * wanted);
    const args = new Int32Array(2 * wanted);
    ops.set(this.ops);
    args.set(this.args);
    this.ops = ops;
    this.args = args;
  }
}
