/** The seam to ONNX Runtime: onnxruntime-node, onnxruntime-web and our own way to its WebAssembly module all fit. */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { CacheMemory } from './kv_cache.ts';
import type { Selection } from './selection.ts';

/** What the engine needs of an `ort` namespace. */
export interface Runtime {
  readonly Tensor: typeof Tensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
    /** Node reads a graph and its external data from the disk by itself. */
    create(path: string, options: InferenceSession.SessionOptions): Promise<InferenceSession>;
  };
  /** Of the runtime's own numbers: another version may add in another order. Absent: not known. */
  readonly version?: string | undefined;
  /** Where a cache may lie that is written in place; absent: the runtime's outputs cannot lie where its inputs do. */
  readonly cacheMemory?: CacheMemory | undefined;
  /** Finds tokens where logits are made; absent: all logits are read. */
  readonly selection?: Selection | undefined;
}
