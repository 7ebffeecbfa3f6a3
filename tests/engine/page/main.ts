/** The engine in a page of its own, under the extension's script policy: loads the bundled model and writes what it is told. */
import { loadBrowserModel } from '../../../src/engine/browser.ts';
import { findModel } from '../../../src/engine/registry.ts';
import type { AppError } from '../../../src/shared/result.ts';
import { type Order, type Outcome, outcomesOf } from '../outcomes.ts';

export interface Task {
  readonly backend: 'wasm' | 'webgpu';
  readonly model: string;
  readonly orders: readonly Order[];
  readonly threads?: number;
}

export interface Answer {
  /** What the model ran on in the end. */
  readonly backend: string;
  readonly dtype: string;
  /** Why it was not what was wanted. */
  readonly notices: readonly AppError[];
  /** Shaders run meanwhile; a graph that runs on WebGPU in name alone runs none. */
  readonly shaders: number;
  /** Brought from the graphics card by the jobs. */
  readonly bytesRead: number;
  readonly outcomes: readonly Outcome[];
}

export interface Surroundings {
  /** The page's policy refuses code from strings. */
  readonly evalRefused: boolean;
  /** Of the WebGPU adapter; null where the browser gives none. */
  readonly adapter: string | null;
  readonly jspi: boolean;
}

export interface Loss {
  readonly error: AppError | null;
  /** The last text before it. */
  readonly text: string;
  readonly chosen: readonly number[];
}

declare global {
  var surroundings: () => Promise<Surroundings>;
  var write: (task: Task) => Promise<Answer>;
  /** Takes the graphics card away when the model has been asked once: before its next pass, or while its choice is awaited. */
  var loseDevice: (task: Task, moment: 'in a pass' | 'in a choice') => Promise<Loss>;
}

// At the page's own load: what a test evaluates is not held to the page's policy.
const evalRefused = refusesEval();

let shaders = 0;
countShaders();
let bytesRead = 0;
/** Called once, at the next reading. */
let atReading: (() => void) | undefined;
watchReadings();
/** The runtime's own, or the one made for it. */
let lastDevice: GPUDevice | undefined;
keepDevices();

globalThis.surroundings = async () => {
  const adapter = await navigator.gpu?.requestAdapter();
  return {
    evalRefused,
    adapter: adapter ? `${adapter.info.vendor} ${adapter.info.architecture}` : null,
    jspi: 'Suspending' in WebAssembly,
  };
};

globalThis.write = async ({ backend, model, orders, threads }) => {
  const row = findModel(model);
  if (!row.ok) throw new Error(row.error.code);
  const notices: AppError[] = [];
  const shadersBefore = shaders;
  const loaded = await loadBrowserModel({
    row: row.value,
    backend,
    threads,
    readFile: (path) => modelFile(model, path),
    onFallback: (why) => notices.push(why),
  });
  if (!loaded.ok) throw new Error(`${loaded.error.code} ${loaded.error.detail ?? ''}`);
  const readBefore = bytesRead;
  const outcomes = await outcomesOf(loaded.value, orders);
  const read = bytesRead - readBefore;
  await loaded.value.dispose();
  const { backend: used, dtype } = loaded.value;
  return { backend: used, dtype, notices, shaders: shaders - shadersBefore, bytesRead: read, outcomes };
};

globalThis.loseDevice = async ({ backend, model, orders: [order] }, moment) => {
  const row = findModel(model);
  if (!row.ok || order === undefined) throw new Error('nothing to do');
  const loaded = await loadBrowserModel({
    row: row.value,
    backend,
    readFile: (path) => modelFile(model, path),
  });
  if (!loaded.ok) throw new Error(loaded.error.code);
  const device = lastDevice;
  if (device === undefined) throw new Error('no device');
  let text = '';
  let chosen: readonly number[] = [];
  const decoded = await loaded.value.decode({
    ...order,
    onText: (now, { modelCalls }, soFar) => {
      if (modelCalls === 0) return;
      text = now;
      chosen = soFar;
      if (moment === 'in a pass') device.destroy();
      else atReading = () => device.destroy();
    },
  });
  return { error: decoded.ok ? null : decoded.error, text, chosen };
};

async function modelFile(model: string, path: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${model}/${path}`);
  if (!response.ok) throw new Error(`${path}: status ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function refusesEval(): boolean {
  try {
    new Function('');
    return false;
  } catch {
    return true;
  }
}

function countShaders(): void {
  if (typeof GPUComputePassEncoder === 'undefined') return;
  const { dispatchWorkgroups } = GPUComputePassEncoder.prototype;
  GPUComputePassEncoder.prototype.dispatchWorkgroups = function (...groups) {
    shaders++;
    dispatchWorkgroups.apply(this, groups);
  };
}

function watchReadings(): void {
  if (typeof GPUBuffer === 'undefined') return;
  const { mapAsync } = GPUBuffer.prototype;
  GPUBuffer.prototype.mapAsync = async function (...asked) {
    bytesRead += this.size;
    const reading = mapAsync.apply(this, asked);
    atReading?.();
    atReading = undefined;
    return await reading;
  };
}

function keepDevices(): void {
  if (typeof GPUAdapter === 'undefined') return;
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (asked) {
    lastDevice = await requestDevice.call(this, asked);
    return lastDevice;
  };
}
