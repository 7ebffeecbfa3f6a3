/**
 * Where a model runs on a machine, and as which type of weights: a function of the registry's row and of what is known of the
 * machine, the same every time. What speaks against a place is kept as a code, for the panel's details and for errors.
 */
import type { Chosen, Why } from '../shared/chosen.ts';
import { type AppError, err } from '../shared/result.ts';
import { type Estimate, onGraphics, onProcessor } from './estimate.ts';
import type { Machine } from './machine.ts';
import { cacheBytes, givenBytes, neededBytes, type Shape, WASM_BYTES } from './needs.ts';
import { bytesOf, dtypesFor, type ModelRow, SIZE_LIMIT_BYTES, tooBig } from './registry.ts';
import type { Dtype } from './types.ts';

type Place = Chosen['backend'];

export interface Decision {
  /** The best first; the others are tried where it fails. Empty: nothing runs here. */
  readonly choices: readonly Chosen[];
  /** For each place that is left out, why. */
  readonly left: Readonly<Partial<Record<Place, Why>>>;
  /** Over the size limit, though a place would take it: bytes. */
  readonly tooBig?: number | undefined;
}

export interface Asked {
  readonly limitBytes?: number | undefined;
  /** By type; absent: nothing is known but the row. */
  readonly shapes?: Readonly<Partial<Record<Dtype, Shape>>> | undefined;
  /** Take a card that the processor imitates: for tests. */
  readonly software?: boolean | undefined;
}

/** The numbers that `estimate` was made with where a row does not tell them. */
const USUAL: Shape = { layers: 24, cacheWidth: 0, largestWeight: 0 };

/** Pieces that ONNX Runtime cuts a weight into where a shader sees less at once (its pull requests 25962, 26429). */
const MOST_PIECES = 4;

/** A type further down the row's order must be so much faster to go before one that the row prefers. */
const WORTH_IT = 1.25;

interface Candidate {
  readonly dtype: Dtype;
  readonly threads: number;
  readonly estimate: Estimate | undefined;
}

export function choicesHere(row: ModelRow, machine: Machine, asked: Asked = {}): Decision {
  const { limitBytes = SIZE_LIMIT_BYTES } = asked;
  const wasm = onWasm(row, machine, asked);
  const gpu = row.dialect === 'slots' ? 'SMALL' : onWebGpu(row, machine, asked);
  const left = {
    ...(typeof wasm === 'string' ? { wasm } : {}),
    ...(typeof gpu === 'string' ? { webgpu: gpu } : {}),
  };
  const both = [gpu, wasm].flatMap((found) => (typeof found === 'string' ? [] : found));
  const fits = both.filter(({ dtype }) => bytesOf(row, dtype) <= limitBytes);
  if (fits.length === 0) {
    const [big] = both.map(({ dtype }) => bytesOf(row, dtype)).sort((a, b) => a - b);
    return { choices: [], left, tooBig: big };
  }
  const processor = typeof wasm === 'string' ? undefined : best(wasm.filter((one) => fits.includes(one)));
  const card = typeof gpu === 'string' ? undefined : best(gpu.filter((one) => fits.includes(one)));
  return { choices: inOrder(card, processor, left), left };
}

/** E_MODEL_TOO_BIG, E_MEMORY or E_BACKEND for a decision without choices. */
export function whyNone(row: ModelRow, { left, tooBig: bytes }: Decision, limitBytes: number): AppError {
  if (bytes !== undefined) return tooBig(row.id, bytes, limitBytes).error;
  const reasons = Object.values(left);
  const memory = reasons.some((why) => why.endsWith('_MEMORY') || why === 'GPU_BUFFER');
  const detail = Object.entries(left).map(([place, why]) => `${place}: ${why}`);
  return err(memory ? 'E_MEMORY' : 'E_BACKEND', { model: row.id }, detail.join(', ')).error;
}

/** A probe would tell which is better: two places, or two types, and nothing measured. */
export function worthMeasuring({ choices }: Decision): { processor: boolean; graphics: boolean } {
  const measured = choices.every(({ jobSeconds }) => jobSeconds !== undefined);
  const small = choices.some(({ why }) => why === 'SMALL');
  return {
    processor: !small && !measured && choices.length > 0,
    graphics: !measured && choices.length > 1,
  };
}

/** Each type that WebAssembly runs and the machine has room for, in the row's order; or why there is none. */
function onWasm(row: ModelRow, machine: Machine, { shapes }: Asked): readonly Candidate[] | Why {
  const dtypes = usable(row, 'wasm', false);
  if (dtypes.length === 0) return 'CPU_WEIGHTS';
  const room = Math.min(WASM_BYTES, givenBytes(machine.memoryGB));
  const fit = dtypes.filter((dtype) => {
    const cache = cacheBytes(shapes?.[dtype] ?? USUAL, false);
    return neededBytes(bytesOf(row, dtype), cache) <= room;
  });
  if (fit.length === 0) return 'CPU_MEMORY';
  const { processor } = machine.speed ?? {};
  return fit.map((dtype) => {
    const bytes = bytesOf(row, dtype);
    const threads = threadsFor(bytes, machine);
    const { layers, blocks } = shapes?.[dtype] ?? USUAL;
    const estimate = processor && onProcessor(processor, { dtype, bytes, threads, layers, blocks });
    return { dtype, threads, estimate };
  });
}

function onWebGpu(
  row: ModelRow,
  machine: Machine,
  { shapes, software = false }: Asked,
): readonly Candidate[] | Why {
  const { gpu, jspi, memoryGB, speed } = machine;
  const has = row.backends.webgpu.dtypes.filter((dtype) => row.weights[dtype] !== undefined);
  if (has.length === 0) return 'GPU_WEIGHTS';
  if (!jspi) return 'GPU_BROWSER';
  if (gpu === undefined) return 'GPU_NONE';
  if (gpu.software && !software) return 'GPU_SOFTWARE';
  const dtypes = usable(row, 'webgpu', gpu.shaderF16);
  if (dtypes.length === 0) return 'GPU_WEIGHTS';
  const shape = (dtype: Dtype): Shape => shapes?.[dtype] ?? USUAL;
  const bound = dtypes.filter((dtype) => {
    const { layers, largestWeight } = shape(dtype);
    const largest = Math.max(largestWeight, cacheBytes(shape(dtype), /f16|fp16/.test(dtype)) / (2 * layers));
    return largest <= gpu.maxBufferSize && largest <= MOST_PIECES * gpu.maxStorageBufferBindingSize;
  });
  if (bound.length === 0) return 'GPU_BUFFER';
  const fit = bound.filter((dtype) => {
    const cache = cacheBytes(shape(dtype), /f16|fp16/.test(dtype));
    return neededBytes(bytesOf(row, dtype), cache) <= givenBytes(memoryGB);
  });
  if (fit.length === 0) return 'GPU_MEMORY';
  const graphics = speed?.graphics;
  return fit.map((dtype) => {
    const { layers } = shape(dtype);
    return {
      dtype,
      threads: 1,
      estimate: graphics && onGraphics(graphics, { bytes: bytesOf(row, dtype), layers }),
    };
  });
}

const usable = (row: ModelRow, place: Place, shaderF16: boolean): readonly Dtype[] =>
  row.backends[place].dtypes.filter(
    (dtype) => dtypesFor(place, shaderF16).includes(dtype) && row.weights[dtype] !== undefined,
  );

/** The row's first, unless another is measured to be clearly faster. */
function best(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.reduce<Candidate | undefined>((taken, next) => {
    if (taken === undefined) return next;
    const [now, then] = [taken.estimate?.jobSeconds, next.estimate?.jobSeconds];
    return now !== undefined && then !== undefined && then * WORTH_IT < now ? next : taken;
  }, undefined);
}

function inOrder(
  card: Candidate | undefined,
  processor: Candidate | undefined,
  left: Decision['left'],
): readonly Chosen[] {
  const onCard = (why: Why): Chosen[] => (card === undefined ? [] : [chosen('webgpu', card, why)]);
  const onProcessor = (why: Why): Chosen[] =>
    processor === undefined ? [] : [chosen('wasm', processor, why)];
  if (card === undefined) return onProcessor(left.webgpu ?? 'GPU_WEIGHTS');
  if (processor === undefined) return onCard(left.wasm ?? 'CPU_WEIGHTS');
  const [one, other] = [card.estimate?.jobSeconds, processor.estimate?.jobSeconds];
  if (one === undefined || other === undefined) return [...onCard('GPU_USUAL'), ...onProcessor('GPU_FAILED')];
  return one <= other
    ? [...onCard('CPU_SLOWER'), ...onProcessor('GPU_FAILED')]
    : // The card is what is left where the processor has no room.
      [...onProcessor('GPU_SLOWER'), ...onCard('CPU_MEMORY')];
}

const chosen = (backend: Place, { dtype, threads, estimate }: Candidate, why: Why): Chosen => ({
  backend,
  dtype,
  threads,
  why,
  ...estimate,
});

/** Below this a thread's wake-up costs more than its work (9 M numbers: 54 tokens/s with one, 38 with two). */
const WORTH_THREADS_BYTES = 50_000_000;
const MOST_THREADS = 4;

/**
 * Threads for weights of so many bytes on WebAssembly: half of the cores, since the other half draws the page that the
 * physician looks at. One where the page is not isolated: threads share memory, which browsers give to isolated pages alone.
 */
export function threadsFor(bytes: number, { cores, isolated }: Pick<Machine, 'cores' | 'isolated'>): number {
  if (!isolated || bytes < WORTH_THREADS_BYTES) return 1;
  return Math.max(1, Math.min(MOST_THREADS, Math.floor(cores / 2)));
}
