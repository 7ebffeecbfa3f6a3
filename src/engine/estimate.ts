/**
 * How fast a model would run, from what the machine was measured at and the bytes of the weights. The shares are those that
 * ONNX Runtime reached of the probe's figures where it was measured (docs/adr/0012): SmolLM2-135M in fp32 and int8, one and
 * two threads. Good for telling two places apart, not for promising.
 */
import type { GraphicsSpeed, ProcessorSpeed } from './machine.ts';
import type { Dtype } from './types.ts';

export interface Estimate {
  /** One by one. */
  readonly tokensPerSecond: number;
  /** For a usual epicrisis, loading left out. */
  readonly jobSeconds: number;
}

/** A usual epicrisis under its grammar, its prompt put back: tokens that are only read (forced runs), and steps of one token each. */
const READ_TOKENS = 250;
const STEPS = 16;

/**
 * Of the probe's figure, what ONNX Runtime's kernels reach: a step is bound by memory or by arithmetic. `blocks`: bytes with
 * a scale for each few (MatMulNBits), which WebAssembly has no kernel for and unpacks at every step.
 */
const OF_MEMORY = 0.75;
const STEP_OF_ARITHMETIC = { fp32: 0.3, int8: 0.12, blocks: 0.023 } as const;
/** Many tokens at once are bound by arithmetic alone. */
const PREFILL_OF_ARITHMETIC = { fp32: 0.85, int8: 0.7, blocks: 0.4 } as const;
/** What a layer's small operators take, whatever its weights. */
const LAYER_SECONDS = 0.00008;
/** What each further thread adds to the arithmetic; memory is one for all, and one thread does not quite fill it. */
const OF_A_THREAD = 0.85;
const MEMORY_OF_THREADS = 1.3;

interface OnProcessor {
  readonly dtype: Dtype;
  readonly bytes: number;
  readonly threads: number;
  readonly layers: number;
  readonly blocks?: boolean | undefined;
}

/** On WebAssembly, which computes halves as fp32. Undefined for types that it has no kernel for. */
export function onProcessor(
  { fp32, int8, memory }: ProcessorSpeed,
  { dtype, bytes, threads, layers, blocks = false }: OnProcessor,
): Estimate | undefined {
  if (dtype === 'q4' || dtype === 'q4f16' || bytes <= 0) return undefined;
  const kind = blocks ? 'blocks' : dtype === 'int8' || dtype === 'q8' ? 'int8' : 'fp32';
  const arithmetic = (kind === 'fp32' ? fp32 : int8) * (1 + OF_A_THREAD * (threads - 1));
  const gigabytes = (dtype === 'fp16' ? 2 * bytes : bytes) / 1e9;
  const bandwidth = memory * (threads > 1 ? MEMORY_OF_THREADS : 1) * OF_MEMORY;
  const weights = Math.max(gigabytes / bandwidth, gigabytes / (arithmetic * STEP_OF_ARITHMETIC[kind]));
  const step = weights + layers * LAYER_SECONDS;
  return estimate(step, gigabytes / (arithmetic * PREFILL_OF_ARITHMETIC[kind]));
}

/** Kernels of one layer of a graph with GroupQueryAttention, as ONNX Runtime runs it. */
const KERNELS_OF_LAYER = 14;
/** Recorded by ONNX Runtime in WebAssembly, on top of what the card takes. Assumed. */
const RECORDING_MS = 0.01;
/** Tokens at once take this many steps' time. Assumed, and little: a card has nothing else to do. */
const RUN = { tokens: 64, steps: 2 } as const;

/** On a graphics card. */
export function onGraphics(
  { memory, kernelMs, answerMs }: GraphicsSpeed,
  { bytes, layers }: { bytes: number; layers: number },
): Estimate | undefined {
  if (bytes <= 0) return undefined;
  const kernels = layers * KERNELS_OF_LAYER * (kernelMs + RECORDING_MS);
  const step = bytes / 1e9 / (memory * OF_MEMORY) + (kernels + answerMs) / 1000;
  return estimate(step, (RUN.steps * step) / RUN.tokens);
}

/** Of seconds: a step of one token, and each of many tokens at once. */
const estimate = (step: number, each: number): Estimate => ({
  tokensPerSecond: 1 / step,
  jobSeconds: STEPS * step + READ_TOKENS * each,
});
