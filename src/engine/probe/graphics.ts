/**
 * How fast this graphics card reads weights, how long one kernel waits for the one before, and how long four bytes take to
 * come back: what a step of a model is made of. About 30 ms of the card's time, none of the page's.
 */
import type { GraphicsSpeed } from '../machine.ts';

const WEIGHTS_BYTES = 64 << 20;
const GROUP = 64;
const GROUPS = 2048;
/** A step's kernels are submitted a few at a time; each of these writes where the last one wrote. */
const CHAIN = 128;
/** Aimed at, for the reading. */
const READ_MS = 15;
const MOST_PASSES = 16;

/** `GPUBufferUsage` and `GPUMapMode`, which are numbers of the standard's. */
const [MAP_READ, COPY_SRC, COPY_DST, STORAGE] = [1, 4, 8, 128] as const;
const MODE_READ = 1;

const SHADER = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> weights: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> sums: array<u32>;

@compute @workgroup_size(${GROUP})
fn read(@builtin(global_invocation_id) id: vec3<u32>) {
  var sum = vec4<u32>();
  for (var at = id.x; at < arrayLength(&weights); at += ${GROUP * GROUPS}u) { sum += weights[at]; }
  sums[id.x] = sum.x + sum.y + sum.z + sum.w;
}

@compute @workgroup_size(${GROUP})
fn link(@builtin(local_invocation_id) id: vec3<u32>) {
  sums[id.x] = sums[id.x] * 3u + weights[id.x].x;
}`;

/** Takes the adapter's one device, and destroys it. Throws what WebGPU throws; a card that hangs is the caller's to leave. */
export async function probeGraphics(
  adapter: GPUAdapter,
  now: () => number = () => performance.now(),
): Promise<GraphicsSpeed> {
  const device = await adapter.requestDevice();
  try {
    const weights = device.createBuffer({ size: WEIGHTS_BYTES, usage: STORAGE });
    const sums = device.createBuffer({ size: GROUP * GROUPS * 4, usage: STORAGE | COPY_SRC });
    const answer = device.createBuffer({ size: 4, usage: MAP_READ | COPY_DST });
    const module = device.createShaderModule({ code: SHADER });
    const pipeline = (entryPoint: string) =>
      device.createComputePipelineAsync({ layout: 'auto', compute: { module, entryPoint } });
    const [read, link] = await Promise.all([pipeline('read'), pipeline('link')]);

    /** Milliseconds for so many kernels and their answer. */
    const run = async (kernel: GPUComputePipeline, groups: number, times: number): Promise<number> => {
      const entries = [weights, sums].map((buffer, binding) => ({ binding, resource: { buffer } }));
      const group = device.createBindGroup({ layout: kernel.getBindGroupLayout(0), entries });
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      pass.setPipeline(kernel);
      pass.setBindGroup(0, group);
      for (let time = 0; time < times; time++) pass.dispatchWorkgroups(groups);
      pass.end();
      encoder.copyBufferToBuffer(sums, 0, answer, 0, 4);
      const started = now();
      device.queue.submit([encoder.finish()]);
      await answer.mapAsync(MODE_READ);
      const took = now() - started;
      answer.unmap();
      return took;
    };

    await run(link, 1, 1);
    const answerMs = Math.min(await run(link, 1, 1), await run(link, 1, 1));
    const kernelMs = above(await run(link, 1, CHAIN), answerMs) / CHAIN;
    // The first also writes the zeros that WebGPU promises.
    await run(read, GROUPS, 1);
    const once = above(await run(read, GROUPS, 1), answerMs);
    const passes = Math.max(1, Math.min(MOST_PASSES, Math.round(READ_MS / once)));
    const readMs = above(await run(read, GROUPS, passes), answerMs) / passes;
    return { memory: WEIGHTS_BYTES / readMs / 1e6, kernelMs, answerMs: above(answerMs, 0) };
  } finally {
    device.destroy();
  }
}

/** A clock's step is the least that can be told. */
const LEAST_MS = 0.05;
const above = (ms: number, base: number): number => Math.max(LEAST_MS, ms - base);
