/** What this browser can run models on: asked of the browser, measured by `probe/`, and data from then on. */
import { z } from 'zod';

const Gpu = z.object({
  /** Vendor, architecture, card and driver, as far as the browser tells them. */
  adapter: z.string(),
  /** The processor imitates a card (SwiftShader, llvmpipe, WARP): right, and slower than WebAssembly. */
  software: z.boolean(),
  /** Half precision. */
  shaderF16: z.boolean(),
  /** Bytes. */
  maxBufferSize: z.number().nonnegative(),
  /** Bytes of a buffer that a shader sees at once. */
  maxStorageBufferBindingSize: z.number().nonnegative(),
});

/** Gigabytes (1e9 bytes) of weights a second, on one thread. */
const ProcessorSpeed = z.object({
  /** Numbers of four bytes and of one, out of the processor's caches: what its arithmetic does. */
  fp32: z.number().positive(),
  int8: z.number().positive(),
  /** Out of main memory. */
  memory: z.number().positive(),
});
export type ProcessorSpeed = z.infer<typeof ProcessorSpeed>;

const GraphicsSpeed = z.object({
  /** Gigabytes a second out of the card's memory. */
  memory: z.number().positive(),
  /** Milliseconds for a kernel that waits for the one before, and for four bytes to come back. */
  kernelMs: z.number().positive(),
  answerMs: z.number().positive(),
});
export type GraphicsSpeed = z.infer<typeof GraphicsSpeed>;

export const Speed = z.object({
  processor: ProcessorSpeed.optional(),
  graphics: GraphicsSpeed.optional(),
});
export type Speed = z.infer<typeof Speed>;

export const Machine = z.object({
  cores: z.number().int().positive(),
  /** Cross-origin isolated: threads may share memory. */
  isolated: z.boolean(),
  /** As the browser rounds it; absent where it does not tell. */
  memoryGB: z.number().positive().optional(),
  /** WebAssembly that can wait for JavaScript; the WebGPU runtime needs it. */
  jspi: z.boolean(),
  /** Absent: no WebGPU, or no card for it. */
  gpu: Gpu.optional(),
  /** Absent: not measured. */
  speed: Speed.optional(),
});
export type Machine = z.infer<typeof Machine>;

/** A part of `navigator` and of the global scope, in pages and in workers. */
export interface Surroundings {
  readonly crossOriginIsolated?: boolean;
  /** Absent in older Node. */
  readonly navigator?: {
    readonly hardwareConcurrency?: number;
    readonly deviceMemory?: number;
    readonly gpu?: { requestAdapter(): Promise<GPUAdapter | null> };
  };
}

/** The machine without its graphics card, at once. */
export function processorHere(here: Surroundings = globalThis): Machine {
  const { hardwareConcurrency, deviceMemory } = here.navigator ?? {};
  return {
    cores: Math.max(1, hardwareConcurrency ?? 1),
    isolated: here.crossOriginIsolated ?? false,
    ...(deviceMemory === undefined ? {} : { memoryGB: deviceMemory }),
    jspi: 'Suspending' in WebAssembly,
  };
}

/** The machine as the browser describes it; nothing is measured. A driver that does not answer is no card. */
export async function askMachine(here: Surroundings = globalThis): Promise<Machine> {
  const machine = processorHere(here);
  const adapter = await here.navigator?.gpu?.requestAdapter().catch(() => null);
  return Machine.parse(adapter ? { ...machine, gpu: describe(adapter) } : machine);
}

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|\bwarp\b|basic render/i;

function describe({ info, features, limits }: GPUAdapter): z.infer<typeof Gpu> {
  const adapter = [info.vendor, info.architecture, info.device, info.description].join(' ').trim();
  return {
    adapter,
    software: info.isFallbackAdapter || SOFTWARE.test(adapter),
    shaderF16: features.has('shader-f16'),
    maxBufferSize: limits.maxBufferSize,
    maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
  };
}

/** Another machine, browser setting or driver has another name, and is measured anew. */
export const machineName = ({ cores, isolated, gpu }: Machine): string =>
  [cores, isolated, gpu?.adapter ?? 'no card'].join(' ');
