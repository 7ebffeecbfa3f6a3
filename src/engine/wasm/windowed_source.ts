/** Many small reads, one behind the other, as few large ones. */
import type { WeightSource } from '../weight_source.ts';

const WINDOW = 1 << 16;

export function windowed(source: WeightSource): WeightSource {
  let start = 0;
  let window = new Uint8Array();
  return {
    byteLength: source.byteLength,
    subarray(from, to) {
      if (to - from > WINDOW / 4) return source.subarray(from, to);
      if (from < start || to > start + window.length) {
        start = from;
        window = source.subarray(from, Math.min(source.byteLength, from + WINDOW)) as Uint8Array<ArrayBuffer>;
      }
      return window.subarray(from - start, to - start);
    },
  };
}
