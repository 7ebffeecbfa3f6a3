import { expect, test } from 'vitest';
import { fromHalfBits, toFloat32 } from './float16.ts';

test('half precision from its bits', () => {
  const known = [
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x7c00, Number.POSITIVE_INFINITY],
    [0x7e00, Number.NaN],
  ] as const;
  for (const [bits, value] of known) expect(fromHalfBits(bits)).toBe(value);
});

test('the last values of a tensor, whatever it is made of', () => {
  expect(toFloat32(Uint16Array.of(0, 0x3c00, 0xc000), -2)).toEqual(Float32Array.of(1, -2));
  expect(toFloat32(Float32Array.of(0, 1, -2), -2)).toEqual(Float32Array.of(1, -2));
});
