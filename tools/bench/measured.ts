/** Runs become a row of the report, whatever they ran on. */
import { median, round } from './median.ts';
import type { BenchModel, Outcome, Run, VariantId } from './protocol.ts';
import type { VariantReport } from './report.ts';

export interface Measured {
  readonly outcome: Outcome;
  readonly peakMB: number | null;
}

export interface Place {
  readonly model: Pick<BenchModel, 'id' | 'dtype'>;
  readonly backend: 'wasm' | 'node';
  readonly threads: number;
}

export function rowsOf(place: Place, all: ReadonlyMap<VariantId, Measured>): VariantReport[] {
  return [...all].map(([id, measured]) => rowOf(place, id, measured, all));
}

function rowOf(
  { model, backend, threads }: Place,
  id: VariantId,
  { outcome, peakMB }: Measured,
  all: ReadonlyMap<VariantId, Measured>,
): VariantReport {
  const { runs } = outcome;
  const [one] = runs;
  if (one === undefined) throw new Error('nothing was measured');
  const middle = (value: (run: Run) => number, digits = 1): number => round(median(runs.map(value)), digits);
  // Figures that a runtime does not give are NaN, which JSON does not have.
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const free = id === 'stock-free';
  const speedOver = (other: VariantId): number | null => {
    const measured = all.get(other);
    return measured === undefined || free ? null : round(speedOf(outcome) / speedOf(measured.outcome), 2);
  };
  const { modelMs } = one;
  const ours = all.get('ours')?.outcome.runs[0]?.text;
  return {
    id,
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
    wasmMB: outcome.wasmMB ?? null,
    ratioToStockConstrained: speedOver('stock-constrained'),
    ratioToWllama: speedOver('wllama'),
    // Free text is another text.
    sameText: ours === undefined || free ? null : one.text === ours,
    samples: { totalMs: runs.map((run) => round(run.totalMs, 1)) },
  };
}

/** Output tokens a second, all counted. */
const speedOf = ({ runs }: Outcome): number =>
  median(runs.map((run) => (run.outputTokens / run.totalMs) * 1000));
