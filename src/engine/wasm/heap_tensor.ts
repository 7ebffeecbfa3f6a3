/**
 * A tensor whose numbers lie in WebAssembly's memory and stay there: as an input it is not copied in, as an output it is not
 * copied out, and as both at once it is changed in place. It has no garbage collector: whoever makes one disposes of it.
 */
import type { OrtModule } from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import { typedArrayOf } from '../float16.ts';
import {
  allocate,
  bytesIn,
  check,
  fail,
  type HeapType,
  onStack,
  setWords,
  typeNumber,
  typeOfNumber,
  word,
} from './heap.ts';

type Numbers = Float32Array | Uint8Array | Int8Array | Int32Array | BigInt64Array;

export class HeapTensor {
  readonly type: HeapType;
  readonly dims: readonly number[];
  /** Of ONNX Runtime's tensor; 0 once it is disposed of. */
  handle: number;
  readonly #module: OrtModule;
  readonly #address: number;
  /** Ours to free; the runtime frees what it has made itself. */
  readonly #own: boolean;

  private constructor(
    module: OrtModule,
    type: HeapType,
    dims: readonly number[],
    place: { readonly handle: number; readonly address: number; readonly own: boolean },
  ) {
    this.#module = module;
    this.type = type;
    this.dims = dims;
    this.handle = place.handle;
    this.#address = place.address;
    this.#own = place.own;
  }

  /** A tensor with these numbers. Throws where there is no memory for it. */
  static of(module: OrtModule, type: HeapType, data: Numbers, dims: readonly number[]): HeapTensor {
    const bytes = bytesIn(type, dims);
    if (bytes !== data.byteLength) throw new Error(`${data.byteLength} bytes for ${type}[${dims}]`);
    const address = allocate(module, bytes);
    module.HEAPU8.set(new Uint8Array(data.buffer, data.byteOffset, bytes), address);
    const handle = onStack(module, dims.length, (at) => {
      setWords(module, at, dims);
      // 1: in the processor's memory.
      return module._OrtCreateTensor(typeNumber(type), address, bytes, at, dims.length, 1);
    });
    if (handle === 0) {
      module._free(address);
      fail(module, 'creating a tensor');
    }
    return new HeapTensor(module, type, dims, { handle, address, own: true });
  }

  /** What a run has made, where it lies. */
  static made(module: OrtModule, handle: number): HeapTensor {
    return onStack(module, 4, (at) => {
      check(module, module._OrtGetTensorData(handle, at, at + 4, at + 8, at + 12), 'reading a tensor');
      const list = word(module, at + 8);
      const dims = Array.from({ length: word(module, at + 12) }, (_, axis) => word(module, list + 4 * axis));
      module._OrtFree(list);
      const type = typeOfNumber(word(module, at));
      return new HeapTensor(module, type, dims, { handle, address: word(module, at + 4), own: false });
    });
  }

  /** A view, good until memory grows: take it anew after every run. */
  get data(): Numbers {
    const { buffer } = this.#module.HEAPU8;
    const size = this.dims.reduce((product, dim) => product * dim, 1);
    return new (arrayOf(this.type))(buffer as ArrayBuffer, this.#address, size);
  }

  async getData(): Promise<Numbers> {
    return this.data;
  }

  dispose(): void {
    if (this.handle === 0) return;
    this.#module._OrtReleaseTensor(this.handle);
    this.handle = 0;
    if (this.#own) this.#module._free(this.#address);
  }
}

type NumbersConstructor = new (buffer: ArrayBuffer, offset: number, length: number) => Numbers;

function arrayOf(type: HeapType): NumbersConstructor {
  switch (type) {
    case 'float32':
    case 'float16':
      return typedArrayOf(type);
    case 'int64':
      return BigInt64Array;
    case 'int32':
      return Int32Array;
    case 'int8':
      return Int8Array;
    case 'uint8':
    case 'bool':
      return Uint8Array;
  }
}
