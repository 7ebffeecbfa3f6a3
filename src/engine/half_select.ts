/** Tokens found among logits of half precision where they lie in memory: only those that are asked for become floats. */
import { fromHalfBits } from './float16.ts';
import type { Selection } from './selection.ts';
import type { DeviceLogits } from './types.ts';

const SIGN = 0x8000;
const INFINITY = 0x7c00;

export const halfSelection: Selection = {
  async ready() {},
  rowsOf({ data, dims }, rows) {
    // A Float16Array where the engine has it; the bits are the same.
    const { buffer, byteOffset, length } = data as Uint16Array;
    const width = dims.at(-1) ?? 0;
    const bits = new Uint16Array(buffer, byteOffset, length).subarray(length - rows * width);
    return Array.from({ length: rows }, (_, row) => rowOf(bits.subarray(row * width, (row + 1) * width)));
  },
};

function rowOf(row: Uint16Array): DeviceLogits {
  const logitOf = (token: number): number => fromHalfBits(row[token] as number);
  return {
    size: row.length,
    async likeliest(mask) {
      let best: number | undefined;
      let highest = 0;
      for (let word = 0; word < mask.length; word++) {
        for (let bits = mask[word] ?? 0; bits !== 0; bits &= bits - 1) {
          const token = word * 32 + (31 - Math.clz32(bits & -bits));
          const rank = token < row.length ? rankOf(row[token] as number) : 0;
          if (rank <= highest) continue;
          best = token;
          highest = rank;
        }
      }
      return best === undefined ? undefined : { token: best, logit: logitOf(best) };
    },
    async of(tokens) {
      return Float32Array.from(tokens, logitOf);
    },
    async all() {
      return Float32Array.from(row, fromHalfBits);
    },
  };
}

/** Never 0, and in the numbers' order; both zeros the same, NaN with -Infinity. */
function rankOf(bits: number): number {
  const size = bits & (SIGN - 1);
  if (size > INFINITY) return SIGN - 1 - INFINITY;
  return size === 0 || (bits & SIGN) === 0 ? SIGN + size : SIGN - 1 - size;
}
