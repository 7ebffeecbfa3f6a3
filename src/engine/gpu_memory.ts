/** The cache on the graphics card: buffers of ONNX Runtime's own device, never brought down but to be kept. */
import type { Tensor } from 'onnxruntime-common';
import { typedArrayOf } from './float16.ts';
import type { CacheMemory } from './kv_cache.ts';

/** What is used of a GPUDevice, whose types Node's programs do not have. */
export interface GpuDevice {
  readonly queue: {
    submit(commands: readonly unknown[]): void;
    writeBuffer(buffer: GpuBuffer, offset: number, data: Uint8Array): void;
  };
  createBuffer(descriptor: { readonly size: number; readonly usage: number }): GpuBuffer;
  createCommandEncoder(): {
    copyBufferToBuffer(from: GpuBuffer, at: number, to: GpuBuffer, toAt: number, bytes: number): void;
    finish(): unknown;
  };
}

export interface GpuBuffer {
  readonly size: number;
  destroy(): void;
  mapAsync(mode: number): Promise<void>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
}

/** `GPUBufferUsage` and `GPUMapMode`, which are numbers of the standard's. */
export const MAP_READ = 1;
export const COPY_SRC = 4;
export const COPY_DST = 8;
export const UNIFORM = 64;
export const STORAGE = 128;
export const READ = 1;

interface TensorClass {
  fromGpuBuffer(
    buffer: never,
    options: { dataType: 'float32' | 'float16'; dims: readonly number[]; dispose: () => void },
  ): Tensor;
}

/** @param ask asked for when the first cache is made: the runtime has a device only after its first session */
export function gpuMemory(TensorOf: TensorClass, ask: () => Promise<GpuDevice>): CacheMemory {
  let found: GpuDevice | undefined;
  const device = (): GpuDevice => {
    if (found === undefined) throw new Error('no device yet');
    return found;
  };
  return {
    async ready() {
      found ??= await ask();
    },
    allocate(type, dims) {
      if (type !== 'float32' && type !== 'float16') throw new Error(`a cache of ${type}`);
      const bytes = dims.reduce((product, dim) => product * dim, typedArrayOf(type).BYTES_PER_ELEMENT);
      const buffer = device().createBuffer({ size: roomFor(bytes), usage: STORAGE | COPY_SRC | COPY_DST });
      const dispose = () => buffer.destroy();
      return TensorOf.fromGpuBuffer(buffer as never, { dataType: type, dims, dispose });
    },
    copy(from, to, length) {
      const encoder = device().createCommandEncoder();
      const { heads, row, positions } = strides(from);
      for (let head = 0; head < heads; head++) {
        const at = head * positions * row;
        const toAt = head * strides(to).positions * row;
        encoder.copyBufferToBuffer(bufferOf(from), at, bufferOf(to), toAt, length * row);
      }
      device().queue.submit([encoder.finish()]);
    },
    async read(tensor, length) {
      const { heads, row, positions } = strides(tensor);
      const bytes = heads * length * row;
      const staging = device().createBuffer({ size: roomFor(bytes), usage: MAP_READ | COPY_DST });
      const encoder = device().createCommandEncoder();
      for (let head = 0; head < heads; head++) {
        const at = head * positions * row;
        encoder.copyBufferToBuffer(bufferOf(tensor), at, staging, head * length * row, length * row);
      }
      device().queue.submit([encoder.finish()]);
      await staging.mapAsync(READ);
      const copy = new Uint8Array(staging.getMappedRange().slice(0, bytes));
      staging.unmap();
      staging.destroy();
      return copy;
    },
    write(tensor, length, bytes) {
      const { heads, row, positions } = strides(tensor);
      for (let head = 0; head < heads; head++) {
        const part = bytes.slice(head * length * row, (head + 1) * length * row);
        device().queue.writeBuffer(bufferOf(tensor), head * positions * row, part);
      }
    },
  };
}

/** Buffers come in multiples of 16 bytes. */
const roomFor = (bytes: number): number => Math.max(16, Math.ceil(bytes / 16) * 16);

const bufferOf = (tensor: Tensor): GpuBuffer => (tensor as unknown as { gpuBuffer: GpuBuffer }).gpuBuffer;

/** Heads, bytes of one position of one head, positions of each. */
function strides({ type, dims }: Tensor): { heads: number; row: number; positions: number } {
  const [, heads = 1, positions = 0, width = 1] = dims;
  return { heads, row: width * typedArrayOf(type).BYTES_PER_ELEMENT, positions };
}
