/**
 * ONNX Runtime in WebAssembly without its JavaScript half, which copies every tensor into WebAssembly's memory before a run
 * and out of it afterwards: of a model with a cache that is the whole cache, twice, for every token.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import type { OrtModule } from 'onnxruntime-web/ort-wasm-simd-threaded.mjs';
import { processorMemory } from '../kv_cache.ts';
import type { Runtime } from '../runtime.ts';
import type { WeightSource } from '../weight_source.ts';
import { PLAIN_ATTENTION, setEnvironment } from './environment.ts';
import { check, type HeapType } from './heap.ts';
import { type ExternalData, HeapSession } from './heap_session.ts';
import { HeapTensor } from './heap_tensor.ts';

export interface HeapOptions {
  /** Threads of the runtime's own; more than one need a cross-origin isolated page. */
  readonly threads: number;
  /** Leaves attention over several tokens in tiles, as ONNX Runtime has it (to compare with). */
  readonly tiledAttention?: boolean | undefined;
  /** Where `ort-wasm-simd-threaded.wasm` is, when not where the bundler put it. */
  readonly wasm?: string | undefined;
}

const LOG_ERRORS = 3;

/** As in package.json, which a test compares. */
export const ORT_WEB_VERSION = '1.31.0-dev.20260914-8d85527a0';

let opened: Promise<OrtModule> | undefined;

/** One for each thread of JavaScript: the first call's options hold. Throws where WebAssembly cannot be had. */
export async function openHeapRuntime(options: HeapOptions): Promise<Runtime> {
  opened ??= openModule(options);
  const module = await opened;
  const runtime = {
    version: ORT_WEB_VERSION,
    Tensor: tensorClass(module) as unknown as typeof Tensor,
    InferenceSession: {
      async create(model: WeightSource | string, { externalData = [] }: InferenceSession.SessionOptions) {
        if (typeof model === 'string') throw new Error('a path, where there are no files');
        const session = await HeapSession.create(module, model, externalData as readonly ExternalData[]);
        return session as unknown as InferenceSession;
      },
    },
  };
  return { ...runtime, cacheMemory: processorMemory(runtime) };
}

/** Bytes of WebAssembly's memory, which only grows; 0 before it is opened. */
export const heapBytes = async (): Promise<number> => (await opened)?.HEAPU8.byteLength ?? 0;

async function openModule({ threads, wasm, tiledAttention = false }: HeapOptions): Promise<OrtModule> {
  const { default: createModule } = await import('onnxruntime-web/ort-wasm-simd-threaded.mjs');
  const module = await createModule({
    numThreads: threads,
    ...(wasm === undefined ? {} : { locateFile: () => wasm }),
  });
  if (!tiledAttention) setEnvironment(module, PLAIN_ATTENTION);
  check(module, module._OrtInit(threads, LOG_ERRORS), 'starting ONNX Runtime');
  return module;
}

type Data = Parameters<typeof HeapTensor.of>[2];

/** `new Tensor(type, data, dims)`, as everywhere else. */
const tensorClass = (module: OrtModule) =>
  function HeapTensorOf(type: HeapType, data: Data, dims: readonly number[]): HeapTensor {
    return HeapTensor.of(module, type, data, dims);
  };
