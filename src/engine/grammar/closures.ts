/**
 * What a derivation can come to without taking a byte: into the rules that are called, and back out of those that end. All
 * calls of one rule share one stack, whose returns are all who called it (the merged stacks of generalised LR; Tomita, 1985).
 */
import { Calls } from './calls.ts';
import { callOrder, nullableRules, type Reach, reachFrom } from './left_corners.ts';
import { Op, type Program } from './program.ts';
import { BOTTOM, instructionOf, type Place, placeOf, Stacks, stackOf } from './stacks.ts';

/** Places that take a byte, and whether the text may end. */
export interface Reached {
  readonly places: ReadonlySet<Place>;
  readonly accepting: boolean;
}

/** Places looked at: more is a grammar whose ambiguity grows without end (half a second at most, 100 MB). */
const MOST_WORK = 4_000_000;
const NOTHING: Reached = { places: new Set(), accepting: false };

export class Closures {
  readonly #program: Program;
  readonly #nullable: Uint8Array;
  /** By rule. */
  readonly #order: Int32Array;
  readonly #stacks = new Stacks();
  readonly #reach = new Map<number, Reach>();
  #work = 0;

  /** Throws `GrammarError` on left recursion. */
  constructor(program: Program) {
    this.#program = program;
    this.#nullable = nullableRules(program);
    this.#order = callOrder(program, (at) => this.#reachOf(at));
  }

  /** What may be done is done: nothing is reached any more. */
  get exceeded(): boolean {
    return this.#work > MOST_WORK || this.#stacks.full;
  }

  /** Less than half of the work that may be done is left. */
  get worn(): boolean {
    return this.#work > MOST_WORK / 2;
  }

  /** Where a text begins. */
  start(): Reached {
    const { root } = this.#program;
    const calls = new Calls(this.#order);
    calls.add(root, [BOTTOM]);
    return this.#enter(calls, new Set(), this.#nullable[root] === 1);
  }

  /** Goes on while there is one way: to a place that takes a byte, or one from which several lead or none. */
  follow(from: Place): Place {
    const { ops, args, entries } = this.#program;
    let at = instructionOf(from);
    let stack = stackOf(from);
    for (; !this.exceeded; this.#work++) {
      const op = ops[at] as number;
      const arg = args[at] as number;
      if (op === Op.Jump) at = arg;
      else if (op === Op.Call && !this.#nullable[arg]) {
        const back = this.#behind(at);
        if (back !== undefined) stack = this.#stacks.of([placeOf(back, stack)]);
        at = entries[arg] as number;
      } else if (op === Op.End) {
        const [back = BOTTOM, another] = this.#stacks.returnsOf(stack);
        if (back === BOTTOM || another !== undefined) break;
        at = instructionOf(back);
        stack = stackOf(back);
      } else break;
    }
    return placeOf(at, stack);
  }

  /** All that can be reached from these places. */
  of(from: readonly Place[]): Reached {
    const terminals = new Set<Place>();
    const calls = new Calls(this.#order);
    let accepting = false;
    const seen = new Set(from);
    // A set is gone through in the order in which it grows.
    for (const place of seen) {
      if (this.exceeded) return NOTHING;
      const stack = stackOf(place);
      const reach = this.#reachOf(instructionOf(place));
      this.#collect(reach, stack, terminals, calls);
      if (!reach.ends) continue;
      for (const back of this.#stacks.returnsOf(stack)) {
        if (back === BOTTOM) accepting = true;
        else seen.add(back);
      }
    }
    return this.#enter(calls, terminals, accepting);
  }

  /** Each rule that is called is gone into once, for all who call it; callers come first. */
  #enter(calls: Calls, terminals: Set<Place>, accepting: boolean): Reached {
    for (let call = calls.next(); call !== undefined; call = calls.next()) {
      if (this.exceeded) return NOTHING;
      const [rule, returns] = call;
      const stack = this.#stacks.of([...returns]);
      // An end without a byte taken is no end to come back from: whoever called a rule that may be empty has gone on already.
      this.#collect(this.#reachOf(this.#program.entries[rule] as number), stack, terminals, calls);
    }
    return { places: terminals, accepting };
  }

  #collect(reach: Reach, stack: number, terminals: Set<Place>, calls: Calls): void {
    this.#work += 1 + reach.terminals.length + reach.calls.length;
    for (const terminal of reach.terminals) terminals.add(placeOf(terminal, stack));
    for (const call of reach.calls) {
      const back = this.#behind(call);
      const returns = back === undefined ? this.#stacks.returnsOf(stack) : [placeOf(back, stack)];
      this.#work += returns.length;
      calls.add(this.#program.args[call] as number, returns);
    }
  }

  /**
   * The instruction that a call returns to. Undefined where nothing is left to do there: then it returns where its caller
   * does, and lists that go on by recursion need no stack.
   */
  #behind(call: number): number | undefined {
    const { ops, args } = this.#program;
    let back = call + 1;
    while (ops[back] === Op.Jump) back = args[back] as number;
    return ops[back] === Op.End ? undefined : back;
  }

  #reachOf(at: number): Reach {
    const known = this.#reach.get(at);
    if (known !== undefined) return known;
    const reach = reachFrom(this.#program, this.#nullable, at);
    this.#reach.set(at, reach);
    return reach;
  }
}
