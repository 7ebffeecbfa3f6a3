/** What the bench prints. Times are milliseconds unless a name says otherwise; a figure that nobody measured is null. */
import type { GrowthPoints, JobId } from './protocol.ts';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly os: string;
  readonly browser: string;
  readonly node: string;
  /** Processes that wanted a core when the bench began: above the cores, the times are not the product's. */
  readonly loadAverage: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** One click, in the order of what happens. All but `readMs` and `loadMs` are counted from the click. */
export interface ClickTimes {
  /** The panel's page begins (0 where it was open). */
  readonly panelMs: number;
  /** The panel asks for the chart. */
  readonly askedMs: number;
  /** The reading itself, in the page. */
  readonly readMs: number;
  /** The chart is in the panel. */
  readonly chartMs: number;
  /** The job has gone to the engine. */
  readonly startedMs: number;
  /** Spent on loading the model, after the job went to the engine. */
  readonly loadMs: number;
  /** Any text: in the form of sections the header comes first, and no model chooses it. */
  readonly shownMs: number;
  /** The first text that the model had a say in. */
  readonly firstTextMs: number;
  /** The whole epicrisis. */
  readonly totalMs: number;
}

export interface Tokens {
  readonly prompt: number;
  readonly output: number;
  readonly forced: number;
  readonly modelCalls: number;
}

/** One click with what it brought. */
export interface Click {
  readonly times: ClickTimes;
  readonly tokens: Tokens;
  /** Read from the chart. */
  readonly facts: number;
  readonly model: string;
  readonly backend: string;
}

export interface JobReport {
  /** Browser, profile and model fresh: from the click to the first text of the model. */
  readonly coldMs: number;
  readonly coldTotalMs: number;
  /** Model loaded, panel open, a chart that it has not seen. */
  readonly firstTextMs: number;
  readonly totalMs: number;
  readonly forcedShare: number;
  readonly modelCalls: number;
  readonly readMs: number;
  readonly facts: number;
  readonly tokens: Tokens;
  readonly model: string;
  readonly backend: string;
  /** The medians of every step. */
  readonly stages: { readonly [way in Way]: ClickTimes };
  readonly samples: { readonly [way in Way]: readonly ClickTimes[] };
}

/** cold: the browser just opened; warm: panel open, model loaded; reopened: model loaded, the click opens the panel. */
export type Way = 'cold' | 'warm' | 'reopened';

export interface VariantReport {
  readonly id: string;
  readonly job: JobId;
  readonly model: string;
  readonly backend: string;
  readonly dtype: string;
  readonly threads: number;
  /** From nothing to a model that has run once, files on the same machine. */
  readonly loadS: number;
  readonly prefillTps: number | null;
  readonly decodeTps: number | null;
  /** All output tokens by the whole time, the grammar's compilation and the prompt included. */
  readonly effectiveTps: number;
  readonly totalMs: number;
  /** Until the first text that the model had a say in. */
  readonly firstTextMs: number;
  /** Spent before the model is asked for the first time: the grammar's compilation. */
  readonly grammarMs: number | null;
  /** The tokenizer's tables for the grammar, once for each load. */
  readonly tokenizerMs: number | null;
  /** Of the whole time, what was spent outside the model's passes: masks, tokens, text, yielding. */
  readonly outsideShare: number | null;
  readonly promptTokens: number;
  /** As the tokenizer writes the text. */
  readonly outputTokens: number;
  readonly modelCalls: number;
  /** The highest resident memory of the page's process. */
  readonly peakMB: number | null;
  /** The same without what a page's process has that has loaded nothing, in the same browser; null in Node. */
  readonly peakOverEmptyMB: number | null;
  /** Of these, WebAssembly's memory: weights, cache and what a pass needs; null where it is not ours to ask. */
  readonly wasmMB: number | null;
  /** Of that, what was ever written: it grows by a fifth at a time. */
  readonly wasmTouchedMB: number | null;
  /** Ratios are of `effectiveTps`. */
  readonly ratioToStockConstrained: number | null;
  /** Of free text alone. */
  readonly ratioToStockFree: number | null;
  readonly ratioToWllama: number | null;
  /** Whether the text is the one that `ours` writes. */
  readonly sameText: boolean | null;
  readonly samples: { readonly totalMs: readonly number[] };
}

export interface Report {
  readonly machine: Machine;
  /** Null where only the variants were asked for. */
  readonly job: JobReport | null;
  readonly variants: readonly VariantReport[];
  readonly growth?: GrowthReport | undefined;
  readonly notes: readonly string[];
}

export interface GrowthReport extends GrowthPoints {
  readonly model: string;
  readonly backend: string;
}
