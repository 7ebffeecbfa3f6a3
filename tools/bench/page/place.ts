/** The browser's side of the ways of decoding: files from the bench's server, WebAssembly. */
import { env } from '@huggingface/transformers';
import * as xgrammar from '@mlc-ai/web-xgrammar';
import type { Runtime } from '../../../src/engine/runtime.ts';
import { openHeapRuntime } from '../../../src/engine/wasm/heap_runtime.ts';
import { blobSource } from '../../../src/engine/weight_source.ts';
import type { Place } from '../ways/place.ts';

export const browserPlace: Place = {
  readFile: async (model, path) =>
    new Uint8Array(await (await found(`/models/${model}/${path}`)).arrayBuffer()),
  xgrammar,
  sourceOf: async (model, path) => blobSource(await modelBlob(model, path)),
  runtime: ({ threads, heap, tiledAttention }) =>
    heap ? openHeapRuntime({ threads, tiledAttention }) : ortWeb(threads),
  executionProvider: 'wasm',
  chunk: 64,
  configureStock(threads) {
    env.allowRemoteModels = false;
    env.allowLocalModels = true;
    env.localModelPath = '/models/';
    env.useBrowserCache = false;
    env.useWasmCache = false;
    const { wasm } = env.backends.onnx;
    if (wasm === undefined) throw new Error('Transformers.js has no WASM runtime');
    wasm.wasmPaths = '/ort/';
    wasm.numThreads = threads;
  },
};

export const modelBlob = async (id: string, path: string): Promise<Blob> =>
  (await found(`/models/${id}/${path}`)).blob();

async function found(path: string): Promise<Response> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return response;
}

async function ortWeb(threads: number): Promise<Runtime> {
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.proxy = false;
  return ort as unknown as Runtime;
}
