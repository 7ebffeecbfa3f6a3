/** A fake for `CausalModel` where the loop is tested rather than a network: logits are whatever a function says. */
import type { CausalModel } from '../types.ts';

export type Logits = (ids: readonly number[], vocabSize: number) => Float32Array;

export class FakeModel implements CausalModel {
  readonly cache: number[] = [];
  /** The runs that were fed, one for each pass. */
  readonly runs: (readonly number[])[] = [];
  readonly vocabSize: number;
  readonly maxLength: number;
  readonly #logits: Logits;

  constructor(vocabSize: number, logits: Logits, maxLength = 100_000) {
    this.vocabSize = vocabSize;
    this.maxLength = maxLength;
    this.#logits = logits;
  }

  get length(): number {
    return this.cache.length;
  }

  async forward(ids: readonly number[]): Promise<Float32Array> {
    if (ids.length === 0 || ids.some((id) => id >= this.vocabSize)) throw new Error('not ids of this model');
    if (this.cache.length + ids.length > this.maxLength) throw new Error('longer than the model');
    this.cache.push(...ids);
    this.runs.push([...ids]);
    return this.#logits(this.cache, this.vocabSize);
  }

  truncate(length: number): void {
    this.cache.length = length;
  }

  async dispose(): Promise<void> {}
}

/** Logits that differ from place to place but are always the same for the same ids. */
export function noise(seed: number): Logits {
  return (ids, size) => {
    let state = seed ^ (ids.length * 2654435761) ^ ((ids.at(-1) ?? 0) * 40503);
    return Float32Array.from({ length: size }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) | 0;
      return state / 2 ** 28;
    });
  };
}

export function constant(value: number): Logits {
  return (_ids, size) => new Float32Array(size).fill(value);
}
