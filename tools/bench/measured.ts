/** Runs become a row of the report, whatever they ran on. */
import { median, round } from './median.ts';
import type { BenchModel, JobId, Outcome, Run, VariantId } from './protocol.ts';
import type { VariantReport } from './report.ts';

export interface Measured {
  readonly outcome: Outcome;
  readonly peakMB: number | null;
  /** Of a process that has done nothing. */
  readonly emptyMB: number | null;
  /** See `touchedMB`. */
  readonly wasmTouchedMB?: number | null | undefined;
}

export interface Place {
  readonly job: JobId;
  readonly model: Pick<BenchModel, 'id' | 'dtype'>;
  readonly backend: string;
  readonly threads: number;
}

export function rowsOf(place: Place, all: ReadonlyMap<VariantId, Measured>): VariantReport[] {
  return [...all].map(([id, measured]) => rowOf(place, id, measured, all));
}

function rowOf(
  { job, model, backend, threads }: Place,
  id: VariantId,
  { outcome, peakMB, emptyMB, wasmTouchedMB }: Measured,
  all: ReadonlyMap<VariantId, Measured>,
): VariantReport {
  const { runs } = outcome;
  const [one] = runs;
  if (one === undefined) throw new Error('nothing was measured');
  const middle = (value: (run: Run) => number, digits = 1): number => round(median(runs.map(value)), digits);
  // Figures that a runtime does not give are NaN, which JSON does not have.
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const free = job === 'notes' || id === 'stock-free';
  const speedOver = (other: VariantId): number | null => {
    const measured = all.get(other);
    return measured === undefined ? null : round(speedOf(outcome) / speedOf(measured.outcome), 2);
  };
  // What is free in the one job and forced in the other is not the same work.
  const another = job === 'epicrisis' && free;
  const { modelMs } = one;
  const ours = all.get('ours')?.outcome.runs[0]?.text;
  return {
    id,
    job,
    model: model.id,
    backend,
    dtype: id === 'wllama' ? 'gguf' : model.dtype,
    threads,
    loadS: round(outcome.loadMs / 1000, 2),
    prefillTps: known(middle((run) => (run.promptTokens / run.prefillMs) * 1000)),
    decodeTps: known(middle((run) => (run.outputTokens / run.decodeMs) * 1000)),
    effectiveTps: round(speedOf(outcome), 1),
    totalMs: middle((run) => run.totalMs),
    firstTextMs: middle((run) => run.firstTextMs),
    grammarMs: free || id === 'wllama' ? null : middle((run) => run.grammarMs),
    tokenizerMs: outcome.tokenizerMs === null ? null : round(outcome.tokenizerMs, 1),
    outsideShare: modelMs === null ? null : middle((run) => 1 - (run.modelMs ?? Number.NaN) / run.totalMs, 3),
    promptTokens: one.promptTokens,
    outputTokens: one.outputTokens,
    modelCalls: one.modelCalls,
    peakMB,
    peakOverEmptyMB: peakMB === null || emptyMB === null ? null : round(peakMB - emptyMB),
    wasmMB: typeof outcome.wasmBytes === 'number' ? round(outcome.wasmBytes / 1e6) : null,
    wasmTouchedMB: wasmTouchedMB ?? null,
    ratioToStockConstrained: another ? null : speedOver('stock-constrained'),
    ratioToStockFree: job === 'notes' ? speedOver('stock-free') : null,
    ratioToWllama: another ? null : speedOver('wllama'),
    sameText: ours === undefined || another ? null : one.text === ours,
    samples: { totalMs: runs.map((run) => round(run.totalMs, 1)) },
  };
}

/** Output tokens a second, all counted. */
const speedOf = ({ runs }: Outcome): number =>
  median(runs.map((run) => (run.outputTokens / run.totalMs) * 1000));
