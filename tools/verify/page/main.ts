/** A task in a page under the extension's script policy: onnxruntime-web, by WASM with one thread or by WebGPU. */
import type { Runtime } from '../../../src/engine/runtime.ts';
import { measure } from '../measure.ts';
import { dtypeOf, openModel } from '../open.ts';
import type { Task } from '../task.ts';

export interface PageTask extends Task {
  readonly backend: 'wasm' | 'webgpu';
  readonly model: string;
  readonly dtype: string;
}

/** As an answer, but logits as base64: pages hand over text. */
export interface PageAnswer {
  readonly width: number;
  readonly whole: readonly string[];
  readonly stepped: readonly string[];
  readonly loadSeconds: number;
  readonly prefill: number;
  readonly decode: number;
  /** What the runtime ran on: WebGPU adapter and whether it takes half precision. */
  readonly device: string;
}

declare global {
  var verify: (task: PageTask) => Promise<PageAnswer>;
}

globalThis.verify = async ({ backend, model, dtype: name, prompts }) => {
  const dtype = dtypeOf(name);
  if (dtype === undefined) throw new Error(`no type ${name}`);
  const adapter = backend === 'webgpu' ? await navigator.gpu?.requestAdapter() : undefined;
  if (backend === 'webgpu' && !adapter) throw new Error('no WebGPU adapter');
  const started = performance.now();
  const ort = await (backend === 'webgpu' ? import('onnxruntime-web/jspi') : import('onnxruntime-web/wasm'));
  ort.env.wasm.numThreads = 1;
  const opened = await openModel(
    ort as unknown as Runtime,
    { executionProviders: [backend], logSeverityLevel: 3 },
    { readFile: (path) => file(model, path) },
    dtype,
  );
  const loadSeconds = (performance.now() - started) / 1000;
  const { whole, stepped, ...rest } = await measure(opened, { prompts });
  const device = adapter
    ? `${adapter.info.vendor} ${adapter.info.architecture}${adapter.features.has('shader-f16') ? ', shader-f16' : ''}`
    : 'wasm, 1 thread';
  return { ...rest, loadSeconds, whole: whole.map(base64), stepped: stepped.map(base64), device };
};

async function file(model: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${model}/${path}`);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function base64(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}
