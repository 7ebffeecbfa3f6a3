/** What this browser can run models on. */

import { choiceOf, type ModelRow } from './registry.ts';
import type { Backend, Dtype } from './types.ts';

export interface Machine {
  /** An adapter and JSPI: the WebGPU runtime needs both. */
  readonly webgpu: boolean;
  /** Half precision on that adapter. */
  readonly shaderF16: boolean;
}

export async function askMachine(): Promise<Machine> {
  if (!('Suspending' in WebAssembly)) return { webgpu: false, shaderF16: false };
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return { webgpu: !!adapter, shaderF16: adapter?.features.has('shader-f16') ?? false };
}

export interface Choice {
  readonly backend: Exclude<Backend, 'node'>;
  readonly dtype: Dtype;
}

/**
 * Where a model of these weights runs here, the best first. A model of a few million numbers is faster without the way to
 * the graphics card and back (184 tokens/s of prefill on WASM), so the slots dialect takes WASM.
 */
export function choicesHere(row: ModelRow, { webgpu, shaderF16 }: Machine): readonly Choice[] {
  const order: readonly Choice['backend'][] = row.dialect === 'slots' ? ['wasm'] : ['webgpu', 'wasm'];
  return order.flatMap((backend) => {
    if (backend === 'webgpu' && !webgpu) return [];
    const dtype = choiceOf(row, backend, { shaderF16 });
    return dtype === undefined ? [] : [{ backend, dtype }];
  });
}

/** Below this a thread's wake-up costs more than its work (9 M numbers: 54 tokens/s with one, 38 with two). */
const WORTH_THREADS_BYTES = 50_000_000;
const MOST_THREADS = 4;

/**
 * Threads for weights of so many bytes on WebAssembly: half of the cores, since the other half draws the page that the
 * physician looks at. One where the page is not isolated: threads share memory, which browsers give to isolated pages alone.
 */
export function threadsFor(bytes: number, { cores, isolated }: { cores: number; isolated: boolean }): number {
  if (!isolated || bytes < WORTH_THREADS_BYTES) return 1;
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(cores / 2)));
}
