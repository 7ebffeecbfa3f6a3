/** Rules that are called and not yet gone into, with all that they return to; taken out in a given order (a binary heap). */
import type { Place } from './stacks.ts';

export class Calls {
  readonly #order: Int32Array;
  readonly #returns = new Map<number, Set<Place>>();
  /** Each rule stands before the two at twice its index and one and two more. */
  readonly #heap: number[] = [];

  /** @param order by rule: the lowest is taken first */
  constructor(order: Int32Array) {
    this.#order = order;
  }

  add(rule: number, returns: readonly Place[]): void {
    const known = this.#returns.get(rule);
    if (known !== undefined) {
      for (const one of returns) known.add(one);
      return;
    }
    this.#returns.set(rule, new Set(returns));
    this.#heap.push(rule);
    this.#rise(this.#heap.length - 1);
  }

  next(): readonly [rule: number, returns: ReadonlySet<Place>] | undefined {
    const heap = this.#heap;
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined) return undefined;
    if (heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return [first, this.#returns.get(first) as Set<Place>];
  }

  #rise(from: number): void {
    for (let at = from; at > 0; ) {
      const above = (at - 1) >> 1;
      if (!this.#swapped(above, at)) return;
      at = above;
    }
  }

  #sink(): void {
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const lower = right < this.#heap.length && this.#before(right, left) ? right : left;
      if (!this.#swapped(at, lower)) return;
      at = lower;
    }
  }

  /** Brings two into order; false where they are. */
  #swapped(above: number, below: number): boolean {
    if (!this.#before(below, above)) return false;
    const rule = this.#heap[above] as number;
    this.#heap[above] = this.#heap[below] as number;
    this.#heap[below] = rule;
    return true;
  }

  #before(one: number, other: number): boolean {
    return this.#orderAt(one) < this.#orderAt(other);
  }

  #orderAt(index: number): number {
    return this.#order[this.#heap[index] as number] as number;
  }
}
