import { expect, test } from 'vitest';
import { givingBack, type WeightSource } from './weight_source.ts';

test('a piece is whole until the next is asked for, and its memory is given back then', () => {
  const file = Uint8Array.from({ length: 100 }, (_, at) => at);
  const freed: number[] = [];
  const source: WeightSource = {
    byteLength: file.length,
    subarray(from, to) {
      const piece = file.slice(from, to);
      // As browsers have it; Node 20 has not.
      Object.assign(piece.buffer, {
        transfer(length: number) {
          freed.push(from);
          return new ArrayBuffer(length);
        },
      });
      return piece;
    },
  };
  const reading = givingBack(source);
  expect(reading.byteLength).toBe(100);
  expect([...reading.subarray(10, 14)]).toEqual([10, 11, 12, 13]);
  expect(freed).toEqual([]);
  expect([...reading.subarray(20, 23)]).toEqual([20, 21, 22]);
  expect(freed).toEqual([10]);
  reading.subarray(0, 1);
  expect(freed).toEqual([10, 20]);
});
