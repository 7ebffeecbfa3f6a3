/** Places of a text that a rule has explained: marked and asked for in the time of their length. */
interface Place {
  readonly start: number;
  readonly end: number;
}

export class Marks {
  readonly #marked: Uint8Array;

  constructor(length: number) {
    this.#marked = new Uint8Array(length + 1);
  }

  push(...places: readonly Place[]): void {
    for (const { start, end } of places) this.#marked.fill(1, start, end);
  }

  /** Every character of it is marked. */
  covers(start: number, end: number): boolean {
    if (end <= start) return false;
    return !this.#marked.subarray(start, end).includes(0);
  }

  /** Any character of it is marked. */
  touches(start: number, end: number): boolean {
    return this.#marked.subarray(start, end).includes(1);
  }
}
