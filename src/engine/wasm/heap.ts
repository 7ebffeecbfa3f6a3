/** ONNX Runtime's memory in WebAssembly: addresses, strings and what it says when it fails. */
import type { OrtModule } from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';

/** The numbers of ONNX's element types that a decoder's tensors have. */
const TYPES = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7, bool: 9, float16: 10 } as const;
export type HeapType = keyof typeof TYPES;
const BYTES: Readonly<Record<HeapType, number>> = {
  float32: 4,
  uint8: 1,
  int8: 1,
  int32: 4,
  int64: 8,
  bool: 1,
  float16: 2,
};

export const typeNumber = (type: HeapType): number => TYPES[type];

/** Throws for a type that no tensor of a decoder has. */
export function typeOfNumber(number: number): HeapType {
  const found = (Object.keys(TYPES) as HeapType[]).find((type) => TYPES[type] === number);
  if (found === undefined) throw new Error(`a tensor of ONNX type ${number}`);
  return found;
}

export const bytesIn = (type: HeapType, dims: readonly number[]): number =>
  dims.reduce((product, dim) => product * dim, BYTES[type]);

/** Memory that stays until it is freed. Throws where there is none: `failureOf` knows the words. */
export function allocate(module: OrtModule, bytes: number): number {
  // Of no bytes some allocators give address 0, which is also their refusal.
  const address = module._malloc(Math.max(1, bytes));
  if (address === 0) throw new Error(`could not allocate ${bytes} bytes of WebAssembly memory`);
  return address;
}

export function allocateText(module: OrtModule, text: string): number {
  const bytes = module.lengthBytesUTF8(text) + 1;
  const address = allocate(module, bytes);
  module.stringToUTF8(text, address, bytes);
  return address;
}

/** Runs with room on the stack for `words` pointers; their address is given. */
export function onStack<T>(module: OrtModule, words: number, run: (address: number) => T): T {
  const before = module.stackSave();
  try {
    return run(module.stackAlloc(4 * words));
  } finally {
    module.stackRestore(before);
  }
}

export const word = (module: OrtModule, address: number): number => module.HEAPU32[address >>> 2] ?? 0;

export function setWords(module: OrtModule, address: number, values: readonly number[]): void {
  module.HEAPU32.set(values, address >>> 2);
}

/** Throws ONNX Runtime's own words where `status` is a failure. */
export function check(module: OrtModule, status: number, doing: string): void {
  if (status !== 0) fail(module, doing);
}

export function fail(module: OrtModule, doing: string): never {
  const message = onStack(module, 2, (address) => {
    module._OrtGetLastError(address, address + 4);
    const text = word(module, address + 4);
    return text === 0 ? '' : module.UTF8ToString(text);
  });
  throw new Error(`${doing}: ${message}`);
}
