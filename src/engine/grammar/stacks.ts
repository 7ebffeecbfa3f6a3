/**
 * Where rules go on when they end. A stack is a set of returns, each an instruction and the stack that lies under it: what
 * several places call the same rule for is one stack with several returns, so that ambiguity does not multiply. Equal stacks
 * are one stack, known by its number.
 */

/** A place is an instruction with the stack under it, as one number. */
export type Place = number;

const MOST_STACKS = 2 ** 21;

export const placeOf = (at: number, stack: number): Place => at * MOST_STACKS + stack;
export const instructionOf = (place: Place): number => Math.floor(place / MOST_STACKS);
export const stackOf = (place: Place): number => place % MOST_STACKS;
/** The next instruction over the same stack. */
export const following = (place: Place): Place => place + MOST_STACKS;

/** The return under `root`: the text may end. */
export const BOTTOM = -1;

export class Stacks {
  readonly #returns: (readonly Place[])[] = [];
  readonly #known = new Map<string | number, number>();
  /** The stack under `root`. */
  readonly bottom = this.of([BOTTOM]);

  /** There are so many that no more can be numbered. */
  get full(): boolean {
    return this.#returns.length >= MOST_STACKS - 1;
  }

  /** `returns` without repetitions, in any order. */
  of(returns: readonly Place[]): number {
    const sorted = returns.length === 1 ? returns : [...returns].sort((a, b) => a - b);
    const key = sorted.length === 1 ? (sorted[0] as Place) : sorted.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#returns.push(sorted);
    this.#known.set(key, this.#returns.length - 1);
    return this.#returns.length - 1;
  }

  returnsOf(stack: number): readonly Place[] {
    return this.#returns[stack] ?? [];
  }
}
