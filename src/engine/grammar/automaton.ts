/**
 * A grammar as a machine over bytes that is made deterministic while it is walked: a state is the set of all places where a
 * derivation may stand, found when it is first reached and kept. Inside a literal there is one place and no state is made.
 * A pushdown automaton in the way of llama.cpp's grammars, with the merged stacks of generalised LR (Tomita, 1985).
 */
import { Calls } from './calls.ts';
import { callOrder, nullableRules, type Reach, reachFrom } from './left_corners.ts';
import { Op, type Program } from './program.ts';
import { BOTTOM, following, instructionOf, type Place, placeOf, Stacks, stackOf } from './stacks.ts';

/** Where a text stands: the only place that there is, or below `DEAD` the number of a state. */
export type Position = number;

/** Nothing goes on. */
export const DEAD: Position = -1;
const positionOfState = (state: number): Position => -2 - state;
const stateOf = (position: Position): number => -2 - position;

/** Several places, or one where the text may end too. */
interface State {
  readonly places: readonly Place[];
  readonly accepting: boolean;
  /** By byte, found when first asked for. */
  readonly next: Map<number, Position>;
  /** What a place takes, found when first asked for. */
  bytes?: readonly number[];
}

/** Places looked at while states were made: more is a grammar whose ambiguity grows without end (half a second, 100 MB). */
const MOST_WORK = 4_000_000;

export class Automaton {
  readonly start: Position;
  readonly #program: Program;
  readonly #nullable: Uint8Array;
  /** By rule. */
  readonly #order: Int32Array;
  readonly #stacks = new Stacks();
  readonly #reach = new Map<number, Reach>();
  readonly #states: State[] = [];
  readonly #numbers = new Map<string, Position>();
  /** By a place where no byte is taken. */
  readonly #closures = new Map<Place, Position>();
  #work = 0;

  /** Throws `GrammarError` on left recursion. */
  constructor(program: Program) {
    this.#program = program;
    this.#nullable = nullableRules(program);
    this.#order = callOrder(program, this.#nullable);
    this.start = this.#begin(program.root);
  }

  /** The grammar is too ambiguous to go on with: what follows is not all that it derives. */
  get exceeded(): boolean {
    return this.#work > MOST_WORK || this.#stacks.full;
  }

  /** Less than half of the work that it may take is left. */
  get worn(): boolean {
    return this.#work > MOST_WORK / 2;
  }

  step(position: Position, byte: number): Position {
    if (position >= 0) return this.#takes(position, byte) ? this.#settle(following(position)) : DEAD;
    const state = this.#states[stateOf(position)];
    if (state === undefined) return DEAD;
    const known = state.next.get(byte);
    if (known !== undefined) return known;
    const taken = state.places.filter((place) => this.#takes(place, byte)).map(following);
    const [only] = taken;
    const next = taken.length === 1 && only !== undefined ? this.#settle(only) : this.#closure(taken);
    state.next.set(byte, next);
    return next;
  }

  /** The text may end here. */
  accepts(position: Position): boolean {
    return position < 0 && this.#states[stateOf(position)]?.accepting === true;
  }

  /** The byte that must come; -1 where there is none, or a choice, or an end. */
  #forced(position: Position): number {
    if (position >= 0) return this.#onlyByte(position);
    const state = this.#states[stateOf(position)];
    if (state === undefined || state.accepting) return -1;
    const [first, ...rest] = state.places;
    const byte = first === undefined ? -1 : this.#onlyByte(first);
    return rest.every((place) => this.#onlyByte(place) === byte) ? byte : -1;
  }

  /** Writes the bytes that must come from `position` on, as many as there are and have room. Gives their number. */
  run(position: Position, into: Uint8Array): number {
    const { ops, args } = this.#program;
    let length = 0;
    for (let from = position; length < into.length; ) {
      const byte = this.#forced(from);
      if (byte < 0) break;
      into[length++] = byte;
      if (from < 0) {
        from = this.step(from, byte);
        continue;
      }
      // Inside a literal byte by byte, without a position for each.
      let at = instructionOf(from) + 1;
      while (ops[at] === Op.Byte && length < into.length) into[length++] = args[at++] as number;
      from = this.#settle(placeOf(at, stackOf(from)));
    }
    return length;
  }

  /** The bytes that may come, in any order. */
  bytes(position: Position): readonly number[] {
    if (position >= 0) return this.#bytesOf(position);
    const state = this.#states[stateOf(position)];
    if (state === undefined) return [];
    state.bytes ??= [...new Set(state.places.flatMap((place) => this.#bytesOf(place)))];
    return state.bytes;
  }

  #bytesOf(place: Place): readonly number[] {
    const byte = this.#onlyByte(place);
    if (byte >= 0) return [byte];
    const range = this.#program.args[instructionOf(place)] as number;
    return Array.from({ length: (range & 255) - (range >> 8) + 1 }, (_, more) => (range >> 8) + more);
  }

  #onlyByte(place: Place): number {
    const at = instructionOf(place);
    return this.#program.ops[at] === Op.Byte ? (this.#program.args[at] as number) : -1;
  }

  #takes(place: Place, byte: number): boolean {
    const at = instructionOf(place);
    const arg = this.#program.args[at] as number;
    return this.#program.ops[at] === Op.Byte ? arg === byte : byte >= arg >> 8 && byte <= (arg & 255);
  }

  /** The position of one place, which need not take a byte: mostly there is one way on, into a rule or back out of it. */
  #settle(from: Place): Position {
    const { ops, args, entries } = this.#program;
    let at = instructionOf(from);
    let stack = stackOf(from);
    for (; !this.exceeded; this.#work++) {
      const op = ops[at] as number;
      const arg = args[at] as number;
      if (op <= Op.Range) return placeOf(at, stack);
      if (op === Op.Jump) at = arg;
      else if (op === Op.Call && !this.#nullable[arg]) {
        stack = this.#stackBehind(at, stack);
        at = entries[arg] as number;
      } else if (op === Op.End) {
        const [back = BOTTOM, another] = this.#stacks.returnsOf(stack);
        if (back === BOTTOM || another !== undefined) return this.#closed(placeOf(at, stack));
        at = instructionOf(back);
        stack = stackOf(back);
      } else return this.#closed(placeOf(at, stack));
    }
    return DEAD;
  }

  #closed(place: Place): Position {
    const known = this.#closures.get(place);
    if (known !== undefined) return known;
    const position = this.#closure([place]);
    this.#closures.set(place, position);
    return position;
  }

  #begin(root: number): Position {
    const calls = new Calls(this.#order);
    calls.add(root, [BOTTOM]);
    return this.#enter(calls, new Set(), this.#nullable[root] === 1);
  }

  /** All that can be reached from these places without taking a byte. */
  #closure(from: readonly Place[]): Position {
    const terminals = new Set<Place>();
    const calls = new Calls(this.#order);
    let accepting = false;
    const seen = new Set(from);
    for (const place of seen) {
      if (this.exceeded) return DEAD;
      const at = instructionOf(place);
      const stack = stackOf(place);
      const reach = this.#reachOf(at);
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
  #enter(calls: Calls, terminals: Set<Place>, accepting: boolean): Position {
    for (let call = calls.next(); call !== undefined; call = calls.next()) {
      if (this.exceeded) return DEAD;
      const [rule, returns] = call;
      const stack = this.#stacks.of([...returns]);
      // An end without a byte taken is no end to come back from: whoever called a rule that may be empty has gone on already.
      this.#collect(this.#reachOf(this.#program.entries[rule] as number), stack, terminals, calls);
    }
    return this.#positionOf(terminals, accepting);
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

  #stackBehind(call: number, stack: number): number {
    const back = this.#behind(call);
    return back === undefined ? stack : this.#stacks.of([placeOf(back, stack)]);
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

  #positionOf(terminals: ReadonlySet<Place>, accepting: boolean): Position {
    const places = [...terminals];
    const [only] = places;
    if (only === undefined && !accepting) return DEAD;
    if (places.length === 1 && only !== undefined && !accepting) return only;
    places.sort((a, b) => a - b);
    const key = `${accepting ? '.' : ''}${places.join()}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const position = positionOfState(this.#states.length);
    this.#states.push({ places, accepting, next: new Map() });
    this.#numbers.set(key, position);
    return position;
  }
}
