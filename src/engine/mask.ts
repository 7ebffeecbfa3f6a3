/** Sets of tokens as the matcher gives them: one bit each, token t is bit t % 32 of word t / 32. */

/** The tokens in the set, in order. */
export function* tokensOf(mask: Int32Array): Generator<number> {
  for (let word = 0; word < mask.length; word++) {
    let bits = mask[word] ?? 0;
    while (bits !== 0) {
      const lowest = bits & -bits;
      yield word * 32 + (31 - Math.clz32(lowest));
      bits ^= lowest;
    }
  }
}

/** Undefined where there are fewer. */
export function firstTwo(mask: Int32Array): [number | undefined, number | undefined] {
  const tokens = tokensOf(mask);
  return [tokens.next().value ?? undefined, tokens.next().value ?? undefined];
}

export function maskOf(tokens: Iterable<number>, size: number): Int32Array {
  const mask = new Int32Array((size + 31) >>> 5);
  for (const token of tokens) mark(mask, token);
  return mask;
}

export function mark(mask: Int32Array, token: number): void {
  mask[token >>> 5] = (mask[token >>> 5] ?? 0) | (1 << (token & 31));
}

export function unmark(mask: Int32Array, token: number): void {
  mask[token >>> 5] = (mask[token >>> 5] ?? 0) & ~(1 << (token & 31));
}

export const has = (mask: Int32Array, token: number): boolean =>
  (((mask[token >>> 5] ?? 0) >>> (token & 31)) & 1) === 1;

export function countOf(mask: Int32Array): number {
  let count = 0;
  for (let bits of mask) for (; bits !== 0; bits &= bits - 1) count++;
  return count;
}
