/** What the bench asks of its page, and what the page answers: plain data, because it goes through the browser's door. */
import type { Dialect, Dtype, Prompt } from '../../src/engine/types.ts';

export const VARIANTS = ['stock-free', 'stock-constrained', 'ours', 'ours-no-jump'] as const;
export type VariantId = (typeof VARIANTS)[number];

/** A model in the Transformers.js layout, served under `/models/<id>/`. */
export interface BenchModel {
  readonly id: string;
  readonly dialect: Dialect;
  readonly dtype: Dtype;
}

export interface Task {
  readonly variant: VariantId;
  readonly model: BenchModel;
  readonly threads: number;
  readonly prompt: Prompt;
  readonly grammar: string;
  /** Upper bound of the output; for free decoding, where nothing else ends it for sure, the length to be compared with. */
  readonly maxTokens: number;
  /** Runs that are not counted: the first ones warm the JIT up. */
  readonly warmUps: number;
  readonly runs: number;
}

/** One run, the model being loaded. */
export interface Run {
  readonly totalMs: number;
  /** Until the model is asked for the first time. */
  readonly grammarMs: number;
  readonly prefillMs: number;
  readonly decodeMs: number;
  readonly promptTokens: number;
  readonly outputTokens: number;
  readonly modelCalls: number;
  readonly text: string;
}

export interface Outcome {
  readonly loadMs: number;
  readonly runs: readonly Run[];
}

/** A way of decoding, with its model loaded and run once. */
export interface Runner {
  run(): Promise<Run>;
}
