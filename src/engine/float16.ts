/** Half precision, which runtimes give as Float16Array where the engine has it and as its bits (Uint16Array) elsewhere. */
import type { Tensor } from 'onnxruntime-common';

/** The array that a tensor of this type is made from. */
export function typedArrayOf(type: Tensor.Type): Float32ArrayConstructor {
  if (type === 'float32') return Float32Array;
  if (type !== 'float16') throw new Error(`a cache of ${type}`);
  const { Float16Array } = globalThis as { Float16Array?: unknown };
  return (Float16Array ?? Uint16Array) as Float32ArrayConstructor;
}

/** Tensor data from `start` (negative: from the end) as floats; a view where they are floats already. */
export function toFloat32(data: Tensor.DataType, start: number): Float32Array {
  if (data instanceof Float32Array) return data.subarray(start);
  if (data instanceof Uint16Array) return Float32Array.from(data.subarray(start), fromHalfBits);
  return Float32Array.from((data as unknown as Float32Array).subarray(start));
}

/** IEEE 754 binary16. */
export function fromHalfBits(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * 2 ** (exponent - 25) * (1024 + fraction);
}
