/** How fast this processor reads and multiplies weights: about 40 ms of a worker's time. */
import type { ProcessorSpeed } from '../machine.ts';
import { openStreamModule, type StreamModule } from './stream_module.ts';

/** Small enough for every processor's first or second cache; large enough to leave them (the third's share included). */
const CACHED = 64 << 10;
const STREAMED = 32 << 20;
/** V8 replaces its first, slow code after some turns. */
const WARM_MS = 3;
const TIMED_MS = 3;
/** Rounds of each: the best one was disturbed least. */
const ROUNDS = 3;

/** Throws where WebAssembly or so much memory is refused. */
export function probeProcessor(now: () => number = () => performance.now()): ProcessorSpeed {
  const module = openStreamModule(STREAMED);
  // Pages that nobody has written to are all the same page of zeros.
  new Uint8Array(module.memory.buffer).fill(1);
  return {
    fp32: rate('fp32', CACHED, WARM_MS),
    int8: rate('int8', CACHED, WARM_MS),
    memory: rate('fp32', STREAMED, 0),
  };

  function rate(kernel: 'fp32' | 'int8', bytes: number, warmMs: number): number {
    if (warmMs > 0) timed(module, kernel, bytes, warmMs, now);
    let best = 0;
    for (let round = 0; round < ROUNDS; round++)
      best = Math.max(best, timed(module, kernel, bytes, TIMED_MS / ROUNDS, now));
    return best;
  }
}

/** Gigabytes a second over at least so many milliseconds. */
function timed(
  module: StreamModule,
  kernel: 'fp32' | 'int8',
  bytes: number,
  least: number,
  now: () => number,
): number {
  const started = now();
  let took = 0;
  let read = 0;
  // Clocks in pages go in steps; a pass may be shorter than one.
  for (let passes = 1; took < least; passes *= 2) {
    for (let pass = 0; pass < passes; pass++) module[kernel](bytes);
    read += passes * bytes;
    took = now() - started;
  }
  return read / took / 1e6;
}
