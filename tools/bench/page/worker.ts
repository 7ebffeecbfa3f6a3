/** Where the variants run: in a worker, as the product's model does. */
import { heapBytes } from '../../../src/engine/wasm/heap_runtime.ts';
import type { GrowthPoints, GrowthTask, Outcome, Runner, Task } from '../protocol.ts';
import { oursWithout } from '../ways/ours-without.ts';
import { stock } from '../ways/stock.ts';
import { growth } from './growth.ts';
import { ours } from './ours.ts';
import { browserPlace } from './place.ts';
import { wllama } from './wllama.ts';

self.addEventListener('message', ({ data }: MessageEvent<Task | GrowthTask>) => {
  const done: Promise<Outcome | GrowthPoints> = data.variant === 'growth' ? growth(data) : runTask(data);
  done.then(
    (outcome) => self.postMessage({ outcome }),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) }),
  );
});

async function runTask(task: Task): Promise<Outcome> {
  const started = performance.now();
  const runner = await load(task);
  const loadMs = performance.now() - started;
  for (let run = 0; run < task.warmUps; run++) await runner.run();
  const runs = [];
  for (let run = 0; run < task.runs; run++) runs.push(await runner.run());
  const bytes = await heapBytes();
  return {
    loadMs,
    tokenizerMs: runner.tokenizerMs ?? null,
    wasmBytes: bytes === 0 ? null : bytes,
    runs,
  };
}

function load(task: Task): Promise<Runner> {
  switch (task.variant) {
    case 'ours':
    case 'ours-no-gpu-select':
      return ours(task);
    case 'ours-no-jump':
    case 'ours-no-in-place':
    case 'ours-no-heap':
    case 'ours-no-plain-attention':
    case 'ours-no-prefix':
    case 'ours-no-matcher':
    case 'ours-no-speculation':
      return oursWithout(browserPlace, task, task.variant);
    case 'stock-free':
    case 'stock-constrained':
      return stock(browserPlace, task);
    case 'wllama':
      return wllama(task);
  }
}
