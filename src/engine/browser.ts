/**
 * The engine in an extension page: ONNX Runtime's files are local and no code comes from elsewhere, so that it runs under
 * `script-src 'self' 'wasm-unsafe-eval'`. The WebGPU runtime is only fetched when it is chosen.
 */
import { type AppError, type ErrorCode, err, ok, type Result } from '../shared/result.ts';
import { failureOf } from './failure.ts';
import { deviceInsteadOf } from './gpu_device.ts';
import { type GpuDevice, gpuMemory } from './gpu_memory.ts';
import { gpuSelection } from './gpu_select.ts';
import { loadModel } from './load.ts';
import type { ModelFolder } from './model_files.ts';
import { choiceOf, type ModelRow, SIZE_LIMIT_BYTES } from './registry.ts';
import type { Runtime } from './runtime.ts';
import { opfsSnapshots } from './snapshots.opfs.ts';
import type { Backend, Dtype, LoadedModel, LoadProgress } from './types.ts';
import { ORT_WEB_VERSION, openHeapRuntime } from './wasm/heap_runtime.ts';
import { blobSource } from './weight_source.ts';

/** Where ONNX Runtime's binaries are, when not where the bundler put them: URLs of the extension's own. */
interface WasmFiles {
  /** `ort-wasm-simd-threaded.wasm` */
  readonly wasm: string;
  /** `ort-wasm-simd-threaded.jspi.wasm` */
  readonly webgpu: string;
}

export interface BrowserLoadRequest extends Omit<ModelFolder, 'onDisk'> {
  readonly row: ModelRow;
  /** What is wanted; WebGPU falls back to WASM where it cannot be had and the model has weights for it. */
  readonly backend: 'wasm' | 'webgpu';
  /** On `backend`; default: the row's first for it. */
  readonly dtype?: Dtype | undefined;
  readonly wasmFiles?: WasmFiles | undefined;
  /** The most bytes of weights; default `SIZE_LIMIT_BYTES`. */
  readonly limitBytes?: number | undefined;
  /** On WebAssembly. Default 1; see `choicesHere`. */
  readonly threads?: number | undefined;
  /** False, on WebGPU: all logits are read (to compare with). */
  readonly selectOnDevice?: boolean | undefined;
  readonly onProgress?: ((progress: LoadProgress) => void) | undefined;
  /** Called when WebGPU was wanted and WASM is used: why. */
  readonly onFallback?: ((why: AppError) => void) | undefined;
}

/** Loads a model in this page. Errors: those of `loadModel`. */
export async function loadBrowserModel(request: BrowserLoadRequest): Promise<Result<LoadedModel>> {
  if (request.backend === 'webgpu') {
    const loaded = await loadOn('webgpu', request);
    if (loaded.ok || !OF_THE_CARD.includes(loaded.error.code)) return loaded;
    if (choiceOf(request.row, 'wasm') === undefined) return loaded;
    request.onFallback?.(loaded.error);
  }
  return await loadOn('wasm', request);
}

/**
 * What may be the card's fault or its driver's, wrong numbers included, and not the files'. (A missing or corrupt file is
 * the same on every backend.)
 */
const OF_THE_CARD: readonly ErrorCode[] = ['E_BACKEND', 'E_MEMORY', 'E_MODEL_OPSET', 'E_MODEL_GARBAGE'];

async function loadOn(
  backend: Exclude<Backend, 'node'>,
  request: BrowserLoadRequest,
): Promise<Result<LoadedModel>> {
  const opened = backend === 'wasm' ? await openWasm(request) : await openWebGpu(request);
  if (!opened.ok) return opened;
  const loaded = await loadModel({
    row: request.row,
    backend,
    runtime: opened.value.runtime,
    sessionOptions: { executionProviders: [opened.value.provider ?? backend], logSeverityLevel: 3 },
    shaderF16: opened.value.shaderF16,
    dtype: backend === request.backend ? request.dtype : undefined,
    readFile: request.readFile,
    fileSize: request.fileSize,
    digestOf: request.digestOf,
    snapshots: opfsSnapshots,
    adapter: opened.value.adapter,
    // The WebGPU runtime takes a file as it is; the other reads it tensor by tensor, in a worker.
    blobOf: backend === 'webgpu' ? request.blobOf : undefined,
    sourceOf: backend === 'wasm' ? sourceOf(request) : undefined,
    limitBytes: request.limitBytes ?? SIZE_LIMIT_BYTES,
    onProgress: request.onProgress,
  });
  return loaded.ok ? ok(tellingLoss(loaded.value, await opened.value.device?.())) : loaded;
}

/** What a loss makes fail may fail a moment before the loss is told. */
const UNTIL_TOLD_MS = 250;

/** A model whose graphics card goes away (driver update, sleep, too much asked) fails in any words: what fails then says so. */
function tellingLoss(model: LoadedModel, device: LosableDevice | undefined): LoadedModel {
  if (device === undefined) return model;
  let lost: string | undefined;
  void device.lost.then(({ message }) => {
    lost = message;
  });
  return {
    ...model,
    async decode(request) {
      const failed = (detail: string | undefined) => err('E_BACKEND', { device: 'lost' }, detail);
      // A run on a lost device may never end.
      const loss = device.lost.then(({ message }) => failed(message));
      const decoded = await Promise.race([model.decode(request), loss]);
      if (!decoded.ok && decoded.error.code === 'E_BACKEND')
        await Promise.race([device.lost, new Promise((resolve) => setTimeout(resolve, UNTIL_TOLD_MS))]);
      return decoded.ok || lost === undefined ? decoded : failed(lost);
    },
  };
}

/** The part of a GPUDevice that says that it is gone. */
interface LosableDevice {
  readonly lost: Promise<{ readonly message: string }>;
}

function sourceOf({ blobOf }: BrowserLoadRequest): ModelFolder['sourceOf'] {
  if (blobOf === undefined || !('FileReaderSync' in globalThis)) return undefined;
  return async (path) => blobSource(await blobOf(path));
}

interface Opened {
  readonly runtime: Runtime;
  readonly shaderF16: boolean;
  readonly adapter: string;
  /** Where the backend's name is not enough. */
  readonly provider?: { readonly name: 'webgpu'; readonly device: GPUDevice } | undefined;
  /** The runtime's own, once a session has been made on it. */
  readonly device?: () => Promise<LosableDevice>;
}

async function openWasm({ wasmFiles, threads = 1 }: BrowserLoadRequest): Promise<Result<Opened>> {
  try {
    const runtime = await openHeapRuntime({ wasm: wasmFiles?.wasm, threads });
    return ok({ runtime, shaderF16: false, adapter: '' });
  } catch (error) {
    return failureOf(error, 'E_BACKEND', { backend: 'wasm' });
  }
}

/** The JSPI build is 10 MB smaller than the asyncify one; a browser with WebGPU and without JSPI uses WASM. */
async function openWebGpu({ wasmFiles, selectOnDevice = true }: BrowserLoadRequest): Promise<Result<Opened>> {
  if (!('Suspending' in WebAssembly))
    return err('E_BACKEND', { backend: 'webgpu' }, 'this browser has no JSPI');
  try {
    const adapter = await navigator.gpu?.requestAdapter();
    if (!adapter) return err('E_BACKEND', { backend: 'webgpu' }, 'no WebGPU adapter');
    const ort = await import('onnxruntime-web/jspi');
    configure(ort.env, wasmFiles?.webgpu);
    const instead = await deviceInsteadOf(adapter);
    // The runtime has one of its own only after its first session, which is made before any cache.
    const device = async () => (instead ?? (await ort.env.webgpu.device)) as unknown as GPUDevice & GpuDevice;
    const cacheMemory = gpuMemory(ort.Tensor, device);
    const selection = selectOnDevice ? gpuSelection(device) : undefined;
    const { vendor, architecture, device: card, description } = adapter.info;
    return ok({
      runtime: { ...(ort as unknown as Runtime), version: ORT_WEB_VERSION, cacheMemory, selection },
      shaderF16: adapter.features.has('shader-f16'),
      adapter: [vendor, architecture, card, description].join(' '),
      provider: instead && { name: 'webgpu', device: instead },
      device,
    });
  } catch (error) {
    return failureOf(error, 'E_BACKEND', { backend: 'webgpu' });
  }
}

interface WasmEnv {
  readonly wasm: { numThreads?: number | undefined; proxy?: boolean | undefined; wasmPaths?: unknown };
}

function configure(env: WasmEnv, wasm: string | undefined): void {
  env.wasm.numThreads = 1;
  env.wasm.proxy = false;
  if (wasm !== undefined) env.wasm.wasmPaths = { wasm };
}
