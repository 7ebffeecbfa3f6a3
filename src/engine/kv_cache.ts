/**
 * Keys and values of all tokens so far, [1, heads, capacity, width] each, made once and written in place: a graph with
 * GroupQueryAttention takes a buffer that is longer than its contents, and gives back the same buffer with the new tokens
 * behind the old. A cut is a smaller number. It grows, by copying, only when a job needs more room than any before it.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { typedArrayOf } from './float16.ts';
import type { ModelConfig } from './model_config.ts';
import type { Runtime } from './runtime.ts';

export type CacheInfo = InferenceSession.TensorValueMetadata;

/** Lengths are rounded up to this. */
const STEP = 64;
/** What is full grows by so much of itself, so that a long text does not move it again and again. */
const GROWTH = 1.25;

/** Buffers of a cache, on the processor or on the graphics card. */
export interface CacheMemory {
  /** Awaited before anything else. */
  ready?(): Promise<void>;
  allocate(type: Tensor.Type, dims: readonly number[]): Tensor;
  /** The first `length` positions of every head; the capacities may differ. */
  copy(from: Tensor, to: Tensor, length: number): void;
  /** The numbers of the first `length` positions, head after head. */
  read(tensor: Tensor, length: number): Promise<Uint8Array>;
  write(tensor: Tensor, length: number, bytes: Uint8Array): void;
}

export class StaticCache {
  readonly #memory: CacheMemory;
  readonly #infos: readonly CacheInfo[];
  readonly #config: ModelConfig;
  #tensors = new Map<string, Tensor>();
  #capacity = 0;

  constructor(memory: CacheMemory, infos: readonly CacheInfo[], config: ModelConfig) {
    this.#memory = memory;
    this.#infos = infos;
    this.#config = config;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** By the input's name. */
  get tensors(): ReadonlyMap<string, Tensor> {
    return this.#tensors;
  }

  /** Room for `wanted` positions; the first `kept` keep what they hold. Moves where there was less. */
  reserve(wanted: number, kept: number): void {
    if (wanted <= this.#capacity) return;
    const most = this.#config.max_position_embeddings;
    const roomy = Math.ceil(Math.max(wanted, this.#capacity * GROWTH) / STEP) * STEP;
    const capacity = Math.max(wanted, Math.min(most, roomy));
    // One tensor at a time, so that old and new are never both there as a whole.
    for (const info of this.#infos) {
      const old = this.#tensors.get(info.name);
      const next = this.#memory.allocate(info.type, cacheDims(info, this.#config, capacity));
      if (old !== undefined && kept > 0) this.#memory.copy(old, next, kept);
      old?.dispose();
      this.#tensors.set(info.name, next);
    }
    this.#capacity = capacity;
  }

  /** What the first `length` positions hold, in the order of the graph's inputs. */
  async read(length: number): Promise<Uint8Array[]> {
    const parts: Uint8Array[] = [];
    for (const tensor of this.#tensors.values()) parts.push(await this.#memory.read(tensor, length));
    return parts;
  }

  /** False, and nothing written, where the parts are not those of such a cache. */
  write(length: number, parts: readonly Uint8Array[]): boolean {
    const bytes = this.#infos.map((info) => bytesOf(info, cacheDims(info, this.#config, length)));
    if (parts.length !== bytes.length || parts.some((part, at) => part.length !== bytes[at])) return false;
    this.reserve(length, 0);
    for (const [at, { name }] of this.#infos.entries()) {
      this.#memory.write(this.#tensors.get(name) as Tensor, length, parts[at] as Uint8Array);
    }
    return true;
  }

  dispose(): void {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
    this.#capacity = 0;
  }
}

/** Heads and width from the graph, or from the config where the graph leaves them open. */
export function cacheDims({ shape }: CacheInfo, config: ModelConfig, length: number): number[] {
  const [, heads, , width] = shape;
  const kvHeads = config.num_key_value_heads ?? config.num_attention_heads;
  const headDim = config.head_dim ?? config.hidden_size / config.num_attention_heads;
  return [
    1,
    typeof heads === 'number' ? heads : kvHeads,
    length,
    typeof width === 'number' ? width : headDim,
  ];
}

const bytesOf = ({ type }: CacheInfo, dims: readonly number[]): number =>
  dims.reduce((product, dim) => product * dim, typedArrayOf(type).BYTES_PER_ELEMENT);

/** Where tensors are JavaScript's own arrays, or views of WebAssembly's memory. */
export function processorMemory(ort: Runtime): CacheMemory {
  return {
    allocate(type, dims) {
      const size = dims.reduce((product, dim) => product * dim, 1);
      return new ort.Tensor(type, new (typedArrayOf(type))(size), dims);
    },
    copy(from, to, length) {
      const [source, target] = [bytesIn(from), bytesIn(to)];
      const [, heads, held] = strides(from);
      const [rowBytes, , room] = strides(to);
      for (let head = 0; head < heads; head++) {
        const start = head * held * rowBytes;
        target.set(source.subarray(start, start + length * rowBytes), head * room * rowBytes);
      }
    },
    async read(tensor, length) {
      const [rowBytes, heads, held] = strides(tensor);
      const source = bytesIn(tensor);
      const bytes = new Uint8Array(heads * length * rowBytes);
      for (let head = 0; head < heads; head++) {
        const start = head * held * rowBytes;
        bytes.set(source.subarray(start, start + length * rowBytes), head * length * rowBytes);
      }
      return bytes;
    },
    write(tensor, length, bytes) {
      const [rowBytes, heads, room] = strides(tensor);
      const target = bytesIn(tensor);
      for (let head = 0; head < heads; head++) {
        const start = head * length * rowBytes;
        target.set(bytes.subarray(start, start + length * rowBytes), head * room * rowBytes);
      }
    },
  };
}

/** Bytes of one position of one head, heads, positions of each. */
function strides({ type, dims }: Tensor): [rowBytes: number, heads: number, positions: number] {
  const [, heads = 1, positions = 0, width = 1] = dims;
  return [width * typedArrayOf(type).BYTES_PER_ELEMENT, heads, positions];
}

function bytesIn(tensor: Tensor): Uint8Array {
  const { buffer, byteOffset, byteLength } = tensor.data as Float32Array;
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A cache of length 0, for graphs that put the new tokens behind a copy of the old. */
export function emptyCache(ort: Runtime, info: CacheInfo, config: ModelConfig): Tensor {
  return new ort.Tensor(info.type, new (typedArrayOf(info.type))(0), cacheDims(info, config, 0));
}

/** The first `length` positions; the tensor itself where it is no longer than that. */
export async function cutCache(ort: Runtime, tensor: Tensor, length: number): Promise<Tensor> {
  const [batch = 1, heads = 1, held = 0, width = 1] = tensor.dims;
  if (length >= held) return tensor;
  const from = (await tensor.getData()) as Float32Array;
  const to = new (from.constructor as Float32ArrayConstructor)(batch * heads * length * width);
  for (let row = 0; row < batch * heads; row++) {
    const start = row * held * width;
    to.set(from.subarray(start, start + length * width), row * length * width);
  }
  return new ort.Tensor(tensor.type, to, [batch, heads, length, width]);
}
