/** Where a loaded model runs and why, as data: told across contexts, worded by whoever shows it. */
import { z } from 'zod';

/** Why a model runs where it runs: always what speaks against the other place, or for this one. Stable, quoted to IT. */
export const WHY = [
  'SMALL', // a few million numbers: the way to the card and back takes longer than the work
  'GPU_BROWSER', // no WebGPU or no JSPI
  'GPU_NONE', // WebGPU, and no card that it may use
  'GPU_SOFTWARE', // a card that the processor imitates
  'GPU_BUFFER', // a weight is larger than what the card takes at once
  'GPU_MEMORY', // the machine has too little for these weights
  'GPU_WEIGHTS', // the files hold nothing that this card runs
  'GPU_SLOWER', // measured here
  'GPU_FAILED', // tried, and refused
  'GPU_USUAL', // not measured: nearly always the faster one
  'CPU_WEIGHTS', // the files hold nothing that WebAssembly runs well
  'CPU_MEMORY',
  'CPU_SLOWER', // measured here
] as const;
export type Why = (typeof WHY)[number];

export const Chosen = z.object({
  backend: z.enum(['wasm', 'webgpu']),
  dtype: z.enum(['fp32', 'fp16', 'q8', 'int8', 'q4', 'q4f16']),
  /** Of WebAssembly; 1 on the graphics card. */
  threads: z.number().int().positive(),
  why: z.enum(WHY),
  /** Estimated where the machine was measured: tokens/s one by one, and seconds for a usual epicrisis. */
  tokensPerSecond: z.number().positive().optional(),
  jobSeconds: z.number().positive().optional(),
});
export type Chosen = z.infer<typeof Chosen>;
