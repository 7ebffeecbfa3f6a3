/** What the bench asks of its page, and what the page answers: plain data, because it goes through the browser's door. */
import type { Backend, Dialect, Dtype, Prompt } from '../../src/engine/types.ts';

/** In the order of the report. `ours-no-X` is ours with X switched off. */
export const VARIANTS = [
  'stock-free',
  'stock-constrained',
  'wllama',
  'ours',
  'ours-no-jump',
  'ours-no-in-place',
  'ours-no-heap',
  'ours-no-plain-attention',
  'ours-no-prefix',
  'ours-no-matcher',
  'ours-no-speculation',
  'ours-no-gpu-select',
] as const;
export type VariantId = (typeof VARIANTS)[number];

/**
 * epicrisis: the paragraph of ten coded facts under the grammar that keeps it true. notes: the evolution of four days told
 * without a grammar, as a small model tells it, mostly in the notes' own words.
 */
export const JOBS = ['epicrisis', 'notes'] as const;
export type JobId = (typeof JOBS)[number];

/** A model in the Transformers.js layout, served under `/models/<id>/`. */
export interface BenchModel {
  readonly id: string;
  readonly dialect: Dialect;
  readonly dtype: Dtype;
}

export interface Task {
  readonly variant: VariantId;
  readonly job: JobId;
  readonly backend: Backend;
  readonly model: BenchModel;
  readonly threads: number;
  readonly prompt: Prompt;
  /** The prompt without a record, where the dialect has such a one. */
  readonly prefix?: Prompt | undefined;
  /** Absent: free text. */
  readonly grammar?: string | undefined;
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
  /** Inside the model's passes; null where nobody can tell. */
  readonly modelMs: number | null;
  /** Until the first text that the model had a say in. */
  readonly firstTextMs: number;
  readonly promptTokens: number;
  /** As the tokenizer writes the text: the same text counts the same, however a variant got there. */
  readonly outputTokens: number;
  readonly modelCalls: number;
  readonly text: string;
}

/** How times grow with the text, instead of a job. */
export interface GrowthTask {
  readonly variant: 'growth';
  readonly model: BenchModel;
  readonly threads: number;
}

export interface GrowthPoints {
  /** One step behind so many tokens; `movingMs`: with a cache that is copied for each, as everybody else's. */
  readonly steps: readonly { readonly length: number; readonly ms: number; readonly movingMs: number }[];
  /** A prompt of so many; `warmMs`: with all but its last 64 put back from a snapshot. */
  readonly prompts: readonly { readonly length: number; readonly coldMs: number; readonly warmMs: number }[];
}

export interface Outcome {
  readonly loadMs: number;
  /** Building the tokenizer's tables for the grammar, once for each load; null where it is part of something else. */
  readonly tokenizerMs: number | null;
  /** The size of WebAssembly's memory at the end, weights and cache in it; null where it is not ours. */
  readonly wasmBytes?: number | null;
  readonly runs: readonly Run[];
}

/** A way of decoding, with its model loaded and run once. */
export interface Runner {
  readonly tokenizerMs?: number;
  run(): Promise<Run>;
}
