/** Which ways of decoding there are to compare, for which job, model and backend, and how long each may write. */
import type { Backend } from '../../src/engine/types.ts';
import type { Measured } from './measured.ts';
import { type BenchModel, type JobId, type Task, VARIANTS, type VariantId } from './protocol.ts';

/** Free text has no grammar to jump along or to match. */
const NOTES: readonly VariantId[] = ['stock-free', 'ours', 'ours-no-speculation'];
/** What is WebAssembly's own, or needs what the bench's page alone has. */
const WASM_ALONE: readonly VariantId[] = [
  'wllama',
  'ours-no-heap',
  'ours-no-plain-attention',
  'ours-no-matcher',
];

/** What a graphics card tells that WebAssembly does not. */
const WEBGPU: readonly VariantId[] = ['stock-free', 'stock-constrained', 'ours', 'ours-no-gpu-select'];

/** Ours goes first: its length is what free decoding is given. */
export function suiting(
  job: JobId,
  { dialect }: Pick<BenchModel, 'dialect'>,
  backend: Backend,
): readonly VariantId[] {
  return VARIANTS.filter((id) => {
    if (backend !== 'wasm' && WASM_ALONE.includes(id)) return false;
    if (job === 'notes') return NOTES.includes(id);
    if (backend === 'webgpu') return WEBGPU.includes(id);
    if (id === 'ours-no-gpu-select') return false;
    // Under a grammar nothing is proposed; a prompt of symbols has no constant part worth keeping.
    return id !== 'ours-no-speculation' && (id !== 'ours-no-prefix' || dialect === 'text');
  }).toSorted((a, b) => Number(b === 'ours') - Number(a === 'ours'));
}

/** A model of 135 M takes half a minute for a run, and is warm after a fraction of one. */
const MOST_RUNS: Readonly<Record<BenchModel['dialect'], number>> = { slots: 50, text: 2 };

export const mostRuns = ({ dialect }: Pick<BenchModel, 'dialect'>, wanted: number): number =>
  Math.min(wanted, MOST_RUNS[dialect]);

/** Free decoding of a job that ends by its grammar is given as many tokens as ours wrote. */
export function lengthFor(
  variant: VariantId,
  { grammar, maxTokens }: Pick<Task, 'grammar' | 'maxTokens'>,
  measured: ReadonlyMap<VariantId, Measured>,
): number {
  if (variant !== 'stock-free' || grammar === undefined) return maxTokens;
  return measured.get('ours')?.outcome.runs[0]?.outputTokens ?? maxTokens;
}

/** As they stand in the report. */
export const inOrder = (measured: ReadonlyMap<VariantId, Measured>): ReadonlyMap<VariantId, Measured> =>
  new Map(
    VARIANTS.flatMap((id) => {
      const one = measured.get(id);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );
