/**
 * A grammar as a machine over bytes that is made deterministic while it is walked: a state is the set of all places where a
 * derivation may stand, found when it is first reached and kept. Inside a literal there is one place and no state is made.
 * A pushdown automaton in the way of llama.cpp's grammars.
 */
import { Closures, type Reached } from './closures.ts';
import { Op, type Program } from './program.ts';
import { following, instructionOf, type Place, placeOf, stackOf } from './stacks.ts';

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

export class Automaton {
  readonly start: Position;
  readonly #program: Program;
  readonly #closures: Closures;
  readonly #states: State[] = [];
  readonly #numbers = new Map<string, Position>();
  /** By a place from which several ways lead, or none. */
  readonly #closed = new Map<Place, Position>();

  /** Throws `GrammarError` on left recursion. */
  constructor(program: Program) {
    this.#program = program;
    this.#closures = new Closures(program);
    this.start = this.#positionOf(this.#closures.start());
  }

  /** The grammar is too ambiguous to go on with: what follows is not all that it derives. */
  get exceeded(): boolean {
    return this.#closures.exceeded;
  }

  /** Close to that: another walk should begin with a new one. */
  get worn(): boolean {
    return this.#closures.worn;
  }

  step(position: Position, byte: number): Position {
    if (position >= 0) return this.#takes(position, byte) ? this.#settle(following(position)) : DEAD;
    const state = this.#states[stateOf(position)];
    if (state === undefined) return DEAD;
    const known = state.next.get(byte);
    if (known !== undefined) return known;
    const taken = state.places.filter((place) => this.#takes(place, byte)).map(following);
    const [only] = taken;
    const next =
      taken.length === 1 && only !== undefined
        ? this.#settle(only)
        : this.#positionOf(this.#closures.of(taken));
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
    const place = this.#closures.follow(from);
    if ((this.#program.ops[instructionOf(place)] as number) <= Op.Range) return place;
    const known = this.#closed.get(place);
    if (known !== undefined) return known;
    const position = this.#positionOf(this.#closures.of([place]));
    this.#closed.set(place, position);
    return position;
  }

  #positionOf({ places: reached, accepting }: Reached): Position {
    const places = [...reached];
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
